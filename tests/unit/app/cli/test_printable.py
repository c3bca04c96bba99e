from app.cli.printable import printable


def test_what_steers_a_terminal_becomes_a_space() -> None:
    hostile = "a\x1b[31mb\u202ec\td\re\x9bf"
    shown = printable(hostile)
    assert shown == "a [31mb c d e f"
    assert len(shown) == len(hostile)


def test_words_stay() -> None:
    assert printable("Škoda “T-72”, 30 км → ö") == "Škoda “T-72”, 30 км → ö"
