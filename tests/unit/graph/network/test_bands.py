import numpy as np

from graph.network.bands import Bands, band_keys


def test_a_band_has_the_same_key_wherever_it_is_found_and_another_at_another_place() -> None:
    signatures = np.array([[1, 2, 3, 4], [1, 2, 9, 9], [3, 4, 1, 2]], dtype=np.uint16)
    keys = band_keys(signatures, 2)
    assert keys[0, 0] == keys[1, 0]
    assert len(set(keys.ravel().tolist())) == 5


def test_owners_are_listed_the_oldest_first_however_they_were_added() -> None:
    bands = Bands()
    for owner in range(50):
        bands.add(np.array([7, 100 + owner], np.uint32), np.full(2, owner, np.int32))
    wanted = np.array([7, 120, 6], np.uint32)
    assert bands.owners(wanted) == [list(range(50)), [20], []]
    assert bands.known(wanted).tolist() == [True, True, False]
    for owner in range(0, 50, 2):
        bands.discard(np.array([7, 100 + owner], np.uint32), owner)
    assert bands.owners(wanted) == [list(range(1, 50, 2)), [], []]
    assert len(bands) == 50
