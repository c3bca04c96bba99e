from datetime import date

from graph.claims.article import ID_LENGTH, article_id, make_article

DAY = date(2025, 3, 4)


def test_the_same_words_of_the_same_publisher_and_day_are_the_same_article() -> None:
    one = make_article("Norway sent tanks.", published=DAY, publisher="Harbour Post", title="A")
    two = make_article("Norway  sent\r\ntanks. ", published=DAY, publisher="HARBOUR POST", url=None)
    assert one.id == two.id
    assert len(one.id) == ID_LENGTH


def test_a_reprint_elsewhere_or_on_another_day_is_another_article() -> None:
    ids = {
        article_id("Norway sent tanks.", published=DAY, publisher="Harbour Post"),
        article_id("Norway sent tanks.", published=DAY, publisher="Inland Post"),
        article_id("Norway sent tanks.", published=None, publisher="Harbour Post"),
        article_id("Norway sent ten tanks.", published=DAY, publisher="Harbour Post"),
    }
    assert len(ids) == 4


def test_composed_and_decomposed_letters_are_the_same_word() -> None:
    composed = article_id("Élysée", published=None, publisher=None)
    assert composed == article_id("E\u0301lyse\u0301e", published=None, publisher=None)


def test_the_text_is_kept_to_the_letter() -> None:
    text = "  Two\r\nlines\u00a0here "
    assert make_article(text).text == text
