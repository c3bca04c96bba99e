from bench.exports import LEVELS, WRITERS, lines
from bench.network import draw_reads
from graph.network.network import Network


def test_every_file_is_written_at_every_level() -> None:
    network = Network()
    network.add_many(draw_reads(60))
    head, _, added_up, drawn, *files = lines(network, 1)
    assert "by munition" in head
    assert "by pair" in head
    assert added_up.startswith("| rows added up")
    assert drawn.startswith("| drawn")
    assert [line.split(" | ")[0].removeprefix("| ") for line in files] == list(WRITERS)
    assert all(line.count(" MB") == len(LEVELS) for line in files)
