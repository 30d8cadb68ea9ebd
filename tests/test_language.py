"""The parse, and which language a text is in."""

from __future__ import annotations

import pytest

from reportedly import language

SAYS = "The minister said on Friday that the talks had failed, and the union denied it."


@pytest.mark.model
@pytest.mark.parametrize(
    "text", ["", " ", "\n\n", SAYS, "Talks fail\r\n\r\nGENEVA – He said\tso.\u200b\u202e", "“" * 50]
)
def test_the_parsed_text_is_the_text(text: str) -> None:
    assert language.parse(text).text == text


@pytest.mark.model
def test_an_empty_line_ends_a_sentence() -> None:
    doc = language.parse(
        "Army backs the men who hold the president\n\nNIAMEY (Example) – The army said on Friday it did."
    )
    assert next(iter(doc.sents)).text.strip() == "Army backs the men who hold the president"


@pytest.mark.model
def test_a_sentence_starts_where_asked() -> None:
    text = "NIAMEY (Example) – Gunmen raided a camp on Friday."
    doc = language.parse(text, {text.index("Gunmen")})
    assert [s.text.strip() for s in doc.sents] == ["NIAMEY (Example) –", "Gunmen raided a camp on Friday."]


@pytest.mark.model
@pytest.mark.parametrize("piece", ["denied ", "he said ", "“ said he ", "and the union, "])
def test_no_sentence_is_endless(piece: str) -> None:
    doc = language.parse(piece * 1000)
    assert max(len(s) for s in doc.sents) <= language.LONGEST_SENTENCE + 1


@pytest.mark.model
@pytest.mark.parametrize("piece", ['"', "“", "a", "1.", "a-", "(x)", "!?", "é", "'s", "http://a/"])
def test_a_long_run_without_blanks_is_cut(piece: str) -> None:
    text = f"He said it isn't so: {piece * 2000} and left."
    doc = language._tokenized(language.pipeline(language.pipeline_name()), text)
    assert doc.text == text
    assert max(len(token) for token in doc) <= language.LONGEST_RUN
    assert [token.norm_ for token in doc[:5]] == ["he", "said", "it", "is", "not"]
    assert not any(token.is_sent_start for token in doc[1:])


@pytest.mark.model
def test_a_run_is_cut_after_a_sign_rather_than_in_a_word() -> None:
    text = "word-" * 100
    doc = language._tokenized(language.pipeline(language.pipeline_name()), text)
    assert {token.text for token in doc} == {"word", "-", "word-"}, "not 'wor'"


@pytest.mark.parametrize(
    ("text", "code"),
    [
        (SAYS, "en"),
        ("Le ministre a démenti lundi avoir envoyé des troupes à la frontière du pays voisin.", "fr"),
        ("Das Ministerium dementierte am Montag die Berichte über einen Angriff auf die Stadt.", "de"),
        ("Министр опроверг в понедельник сообщения о том, что переговоры сорваны.", "ru"),
        ("نفى الوزير يوم الاثنين التقارير التي تحدثت عن فشل المحادثات مع النقابة في العاصمة.", "ar"),
        ("外交部发言人周一否认了有关谈判破裂的报道,并指责记者散布谣言,称会谈仍在进行。", "zh"),
        ("Tokyo.", None),
        ("Kovacs, Lee, Smith", None),
        ("1, 2, 3", None),
        ("", None),
        ("\ud800\u202e", None),
    ],
)
def test_languages_are_recognised_or_unknown(text: str, code: str | None) -> None:
    assert language.recognise(text) == code


@pytest.mark.parametrize(
    ("text", "given", "code"),
    [
        ("Kovacs, Lee, Smith", "en-GB", "en"),
        ("Kovacs, Lee, Smith", "ru", "ru"),
        ("Kovacs, Lee, Smith", None, None),
        (SAYS, "ru", "en"),
        ("Le ministre a démenti lundi avoir envoyé des troupes à la frontière du pays voisin. " * 3, "en", "fr"),
    ],
)
def test_a_given_language_is_believed_where_the_text_is_not_clear(
    text: str, given: str | None, code: str | None
) -> None:
    assert language.language_of(text, given) == code


@pytest.mark.parametrize(
    ("tag", "code"),
    [("en", "en"), ("EN_us", "en"), ("deu", "de"), ("ary", "ary"), ("", None), ("x-y", None), (None, None)],
)
def test_tags_become_codes(tag: str | None, code: str | None) -> None:
    assert language.code_of(tag) == code


@pytest.mark.parametrize(
    ("code", "name"),
    [("ru", "Russian (ru)"), ("el", "Modern Greek (el)"), ("sw", "Swahili (sw)"), ("qq", "an unknown language (qq)")],
)
def test_languages_have_names(code: str, name: str) -> None:
    assert language.name_of(code) == name
