"""CSV files as people have them, and what is refused before the first row is done."""

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format.schema import Parameter
from deskhand.recipe.meaning.expressions import evaluate
from deskhand.recipe.meaning.scope import Scope, Value
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.walking import rows
from deskhand.recipe.walking.binding import bound
from deskhand.recipe.walking.rows import parse, read, row_of


def cells(content):
    return [
        dict(row.cells) for row in parse(content if isinstance(content, bytes) else content.encode(), "data.csv").rows
    ]


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_told_from_the_header(delimiter):
    text = f"name{delimiter}the amount\nAda{delimiter}1.5\n"
    assert cells(text) == [{"name": "Ada", "the amount": "1.5"}]


def test_a_comma_in_quotes_of_the_header_does_not_count():
    assert cells('"last, first, middle";amount\nx;1\n') == [{"last, first, middle": "x", "amount": "1"}]


@pytest.mark.parametrize(
    "content",
    [
        "name,city\nZoë,Łódź\n".encode(),
        "name,city\nZoë,Łódź\n".encode("utf-8-sig"),
        "name,city\nZoë,Łódź\n".encode("utf-16"),
        b"\xfe\xff" + "name,city\nZoë,Łódź\n".encode("utf-16-be"),
        "name,city\r\nZoë,Łódź".encode(),
        "name,city\rZoë,Łódź\r".encode(),
        "\n\nname , city\n\nZoë,Łódź\n  \n,\n".encode(),
    ],
)
def test_encodings_and_line_ends(content):
    assert cells(content) == [{"name": "Zoë", "city": "Łódź"}]
    assert parse(content, "data.csv").remarks == ()


def test_the_line_that_names_the_separator_is_no_header():
    sheet = parse(b"sep=;\r\na,x;b\r\n1;2\r\n", "data.csv")
    assert [dict(row.cells) for row in sheet.rows] == [{"a,x": "1", "b": "2"}]
    assert sheet.rows[0].line == 3
    with pytest.raises(RecipeError, match="line 2: there is no column “c”"):
        sheet.must_have({"c"})
    with pytest.raises(RecipeError, match="line 2: two columns are called “a”"):
        parse(b"sep=,\na,a\n1,2\n", "data.csv")


def test_names_are_the_same_however_their_accents_are_written():
    sheet = parse("Zoe\u0301\n1\n".encode(), "data.csv")
    scope = Scope(groups={"row": {column: Value(text, "data") for column, text in sheet.rows[0].cells.items()}})
    for name in ("Zo\u00e9", "Zoe\u0301"):
        assert fill(f"{{{{row.{name}}}}}", scope).text == "1"
        assert evaluate(f'row["{name}"] + 1', scope).text == "2"
        assert evaluate(f"row.{name}", scope).text == "1"


def test_windows_1252_is_read_and_said():
    sheet = parse("name,amount\nZoë,€ 5\n".encode("cp1252"), "data.csv")
    assert dict(sheet.rows[0].cells) == {"name": "Zoë", "amount": "€ 5"}
    assert sheet.remarks == ("data.csv is not UTF-8 (line 2); it is read as Windows-1252: “Zoë,€ 5”.",)


def test_quoted_fields_over_several_lines_and_the_lines_rows_begin_on():
    sheet = parse(b'a,b\n"x\ny","say ""hi"""\n\n1,2\n', "data.csv")
    assert [dict(row.cells) for row in sheet.rows] == [{"a": "x\ny", "b": 'say "hi"'}, {"a": "1", "b": "2"}]
    assert [(row.number, row.line) for row in sheet.rows] == [(1, 2), (2, 5)]


def test_cells_are_taken_as_they_are():
    assert cells("a,b\n  x , {{secret:bank}}\n") == [{"a": "  x ", "b": " {{secret:bank}}"}]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "data.csv is empty"),
        (b"\n\n", "data.csv is empty"),
        (b"a,b\n", "columns but no rows"),
        (b"a,b\n1,2\n3\n", "line 3: 1 fields, but there are 2 columns"),
        (b"a,b\n1,2,3\n", "line 2: 3 fields, but there are 2 columns"),
        (b'a,b\n"x\ny",2\n1,2,3\n', "line 4: 3 fields"),
        (b"a,a\n1,2\n", "line 1: two columns are called “a”"),
        (b"a,\n1,2\n", "line 1: column 2 has no name"),
        (b"a,b{{\n1,2\n", "line 1: the name of column 2 is too long or holds braces"),
        (b"a,b\n1,\x00\n", "line 2: a NUL byte"),
        ("a,b\n1,2\n".encode("utf-16-le"), "NUL byte .UTF-16 without its mark"),
        (b"\xff\xfea,b", "says it is UTF-16 and is not"),
        (b"\xef\xbb\xbfa,b\n\xff,1", "says it is UTF-8 and is not"),
        (b"a,b\n1,2\n\x81,\x8d\n", "line 3: neither UTF-8 nor Windows-1252"),
        (b"a,b\n\xff\x00,2\n", "line 2: a NUL byte; this is no text"),
        (b'a,b\n1,2\n"open,3\n', "line 3: a quoted field begins here and is never closed"),
        (b'a,b\n"x"y,3\n', "line 2: something follows the closing quote"),
        (b"a,b\n" + b"x" * 20_001 + b",1\n", "line 2: “a” is longer than 20000 characters"),
        (b"a,b\n" + b"x" * 200_000 + b",1\n", "line 2: a field is longer than"),
        (b",".join(b"c%d" % n for n in range(201)) + b"\n", "201 columns; 200 are allowed"),
    ],
)
def test_what_is_no_table_is_refused_with_the_line(content, reason):
    with pytest.raises(RecipeError, match=reason):
        parse(content, "data.csv")


def test_files_that_cannot_be_read(tmp_path):
    with pytest.raises(RecipeError, match="is no file"):
        read(tmp_path)
    with pytest.raises(RecipeError, match="is no file"):
        read(tmp_path / "gone.csv")
    big = tmp_path / "big.csv"
    with big.open("wb") as file:
        file.truncate(100_000_000)
    with pytest.raises(RecipeError, match="larger than 20 MB"):
        read(big)


def test_too_many_rows_are_refused_in_time():
    with pytest.raises(RecipeError, match="more than 100000 rows"):
        parse(b"a,b\n" + b"1,2\n" * 1_000_000, "data.csv")


def test_the_digest_tells_contents_apart_and_nothing_else():
    one = row_of({"a": "1", "b": "2"}, 1, 2)
    assert one.digest == row_of({"b": "2", "a": "1"}, 7, 9).digest
    assert len({one.digest, row_of({"a": "2", "b": "1"}, 1, 2).digest, row_of({"a": "12", "b": ""}, 1, 2).digest}) == 3
    with pytest.raises(TypeError):
        one.cells["a"] = "3"


def test_missing_columns_are_named_with_what_there_is():
    sheet = parse(b"name,amonut\nAda,1\n", "data.csv")
    sheet.must_have({"name"})
    with pytest.raises(RecipeError) as refused:
        sheet.must_have({"amount", "zip"})
    assert str(refused.value) == (
        "data.csv, line 1: there is no column “amount”; is “amonut” meant; "
        "there is no column “zip”; there is “name”, “amonut”."
    )


PARAMETERS = {
    "who": Parameter(label="Full name"),
    "amount": Parameter(type="number"),
    "due": Parameter(type="date", default="2026-01-01"),
}


def test_columns_are_parameters_by_name_or_label():
    sheet = parse(b'full name,Amount\nAda,"1,000"\nBob,2\n', "data.csv")
    made = bound(PARAMETERS, {"due": Value("2026-02-02", "person")}, sheet)
    assert made[0] == {
        "who": Value("Ada", "data"),
        "amount": Value("1000", "data"),
        "due": Value("2026-02-02", "person"),
    }
    assert made[1]["amount"].text == "2"


def test_how_a_column_writes_numbers_is_told_from_all_of_it():
    sheet = parse(b"who;amount\nAda;1.234\nBob;12,5\n", "data.csv")
    assert [row["amount"].text for row in bound(PARAMETERS, {"due": Value("", "person")}, sheet)] == ["1234", "12.5"]
    with pytest.raises(RecipeError, match=r"writes numbers in two ways, “12,5” and “1\.5”"):
        bound(PARAMETERS, {}, parse(b"who;amount;due\nA;12,5;2026-01-01\nB;1.5;2026-01-01\n", "d.csv"))


def test_how_a_column_writes_dates_is_told_from_all_of_it():
    due = {"due": Parameter(type="date")}
    for dates, iso in (("04/11/2026\n25/12/2026", "2026-11-04"), ("04/11/2026\n12/25/2026", "2026-04-11")):
        assert bound(due, {}, parse(f"due\n{dates}\n".encode(), "d.csv"))[0]["due"].text == iso
    with pytest.raises(RecipeError, match="may be 2026-04-11 or 2026-11-04"):
        bound(due, {}, parse(b"due\n04/11/2026\n2026-01-31\n", "d.csv"))
    with pytest.raises(RecipeError, match="writes dates in two ways, “25/12/2026” and “12/26/2026”"):
        bound(due, {}, parse(b"due\n25/12/2026\n12/26/2026\n", "d.csv"))


def test_all_wrong_cells_are_named_with_their_lines():
    sheet = parse(b"who,amount,due\nA,x,2026-01-01\nB,2,2026-01-01\nC,3,soon\n", "data.csv")
    with pytest.raises(RecipeError) as refused:
        bound(PARAMETERS, {}, sheet)
    assert str(refused.value).splitlines() == [
        "data.csv, line 2: amount must be a number; “x” is not one.",
        "data.csv, line 4: due must be a date such as 2026-11-04; “soon” is not one.",
    ]


def test_only_the_first_of_many_wrong_cells_are_named():
    sheet = parse(b"who,amount,due\n" + b"A,x,2026-01-01\n" * 50_000, "data.csv")
    with pytest.raises(RecipeError) as refused:
        bound(PARAMETERS, {}, sheet)
    assert len(str(refused.value).splitlines()) == 11
    assert str(refused.value).endswith("There are more.")


@pytest.mark.parametrize(
    ("header", "reason"),
    [
        (
            "who,amount,colour",
            "the column “colour” is no parameter; there is “who”, “amount”, “due”; rename it, take it out",
        ),
        ("who,amuont,due", "the column “amuont” is no parameter; is “amount” meant"),
        ("who,full_name,amount", "two columns are the parameter “who”"),
        ("who,due,who2", "no parameter"),
    ],
)
def test_columns_that_are_no_parameters_are_refused(header, reason):
    with pytest.raises(RecipeError, match=reason):
        bound(PARAMETERS, {}, parse(f"{header}\n1,2,3\n".encode(), "data.csv"))


def test_parameters_without_a_column_or_a_value_are_named():
    with pytest.raises(RecipeError, match=r"“who”, “amount” have no value: .* or as a column of data\.csv"):
        bound(PARAMETERS, {}, parse(b"due\n2026-01-01\n", "data.csv"))


def test_a_cell_cannot_name_a_secret():
    with pytest.raises(RecipeError, match="line 2: pin is a secret"):
        bound({"pin": Parameter(type="secret")}, {}, parse(b"pin\n{{secret:bank}}\n", "data.csv"))


def test_limits_are_those_of_the_documentation():
    assert (rows.MOST_ROWS, rows.MOST_BYTES) == (100_000, 20_000_000)
