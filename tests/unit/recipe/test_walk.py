"""What a recipe comes to: the leaves in order, their positions and what names stand for there."""

import pytest

from deskhand.core.errors import RecipeError
from deskhand.recipe.format import schema
from deskhand.recipe.meaning.templates import fill
from deskhand.recipe.meaning.values import given
from deskhand.recipe.walking.rows import parse
from deskhand.recipe.walking.walk import NoMemory, SeenRows, Walk
from tests.unit.recipe.books import Screen, Shelf, book, recipe, typed


class Remembered(NoMemory):
    def __init__(self):
        self.finished, self.kept = {}, {}

    def done(self, position):
        return self.finished.get(position)

    def decided(self, position):
        return self.kept.get(position)

    def decide(self, position, what):
        self.kept[position] = what


def walk(of, *used, values=None, screen=None, memory=None, sheet=None, folder=None):
    parameters = of.parameters if sheet is None else {n: p for n, p in of.parameters.items() if n in (values or {})}
    scope = given(parameters, values or {})
    return Walk(book(of), scope, Shelf(*used), screen or Screen(), memory, sheet=sheet, folder=folder)


def told(steps, reads=()):
    """Positions with what is typed there; leaves that read get the next of `reads`."""
    reads, lines = list(reads), []
    for leaf in steps:
        if isinstance(leaf.step, schema.Read):
            steps.keep(leaf, reads.pop(0))
            lines.append(f"{leaf.position} reads {leaf.step.read}")
        elif isinstance(leaf.step, schema.Type):
            lines.append(f"{leaf.position} {fill(leaf.step.type, leaf.scope, lambda name: f'<{name}>').text}")
        else:
            lines.append(f"{leaf.position} {schema.verb_of(leaf.step)}")
    return lines


READ = {"read": "total", "of": {"label": "Total"}}


def test_steps_in_order_with_their_values():
    steps = walk(recipe(typed("{{who}}"), {"key": "enter"}, who={}), values={"who": "Ada"})
    assert told(steps) == ["1 Ada", "2 key"]


def test_what_was_read_and_computed_is_known_afterwards():
    steps = walk(recipe(READ, {"set": "twice", "to": "total * 2"}, typed("{{total}} {{twice}}")))
    assert told(steps, ["1,200"]) == ["1 reads total", "3 1,200 2400"]


def test_what_was_read_is_from_the_screen_and_so_is_what_is_computed_from_it():
    origins = []
    steps = walk(recipe(READ, {"set": "twice", "to": "total * 2"}, typed("{{twice}}"), typed("x")))
    for leaf in steps:
        if isinstance(leaf.step, schema.Read):
            steps.keep(leaf, "3")
        else:
            origins.append(fill(leaf.step.type, leaf.scope).origin)
    assert origins == ["screen", "recipe"]


@pytest.mark.parametrize(
    ("kind", "read", "value"),
    [("number", "€ 1,200.50", "1200.50"), ("date", "4 Nov 2026", "2026-11-04"), ("text", " x ", " x ")],
)
def test_what_was_read_is_a_value_of_its_type(kind, read, value):
    steps = walk(recipe({**READ, "type": kind}, typed("{{total}}")))
    leaves = iter(steps)
    assert steps.keep(next(leaves), read) == value
    assert fill("{{total}}", next(leaves).scope).text == value


def test_what_was_read_and_is_not_of_its_type_is_refused():
    steps = walk(recipe({**READ, "type": "number"}))
    with pytest.raises(RecipeError, match="total must be a number; “N/A” is not one"):
        steps.keep(next(iter(steps)), "N/A")


def test_conditions_by_expression_and_by_the_screen():
    of = recipe(
        {"if": "amount > 10", "then": [typed("much")], "else": [typed("little")]},
        {"if": {"text": "Hello {{amount}}"}, "then": [typed("seen")]},
        typed("end"),
        amount={"type": "number"},
    )
    screen = Screen(holds=[False, True])
    assert told(walk(of, values={"amount": "9"}, screen=screen)) == ["1/else/1 little", "3 end"]
    assert told(walk(of, values={"amount": "11"}, screen=screen)) == ["1/then/1 much", "2/then/1 seen", "3 end"]
    assert screen.asked == ["Hello 9", "Hello 11"]


def test_a_loop_over_a_csv(tmp_path):
    (tmp_path / "data.csv").write_text("name,amount\nAda,1\nBob,2\n")
    of = recipe(
        {"for_each": "row", "in": {"csv": "data.csv"}, "do": [typed("{{row.name}}"), typed("{{row.amount}}")]},
        typed("end"),
    )
    lines = told(walk(of, folder=tmp_path))
    assert [line.split(" ")[1] for line in lines] == ["Ada", "1", "Bob", "2", "end"]
    assert lines[0].startswith("1/do[1:") and lines[3].startswith("1/do[2:") and lines[3].endswith("]/2 2")
    leaves = list(walk(of, folder=tmp_path))
    assert [leaf.where for leaf in leaves][2] == "step 1, row 2 of 2, step 1"
    assert (leaves[2].row.number, leaves[2].row.of, leaves[4].row) == (2, 2, None)


def test_the_row_is_not_known_after_its_loop(tmp_path):
    (tmp_path / "data.csv").write_text("name\nAda\n")
    of = recipe(
        {"for_each": "row", "in": {"csv": "data.csv"}, "do": [{"set": "last", "to": "row.name"}]},
        typed("{{last}}"),
        typed("{{row.name}}"),
    )
    steps = iter(walk(of, folder=tmp_path))
    assert fill((leaf := next(steps)).step.type, leaf.scope).text == "Ada"
    with pytest.raises(RecipeError, match="nothing here is called “row”"):
        fill((leaf := next(steps)).step.type, leaf.scope)


def test_a_loop_over_a_table_on_the_screen():
    of = recipe({"for_each": "line", "in": {"table": ["Name"]}, "do": [typed("{{line.Name}}")]})
    screen = Screen(tables=[SeenRows(({"Name": "x"}, {"Name": "x"}))])
    lines = told(walk(of, screen=screen))
    assert len(set(lines)) == 2
    assert [line.split(" ")[1] for line in lines] == ["x", "x"]


def test_a_used_recipe_has_names_of_its_own_and_hands_back_what_it_read():
    used = recipe(
        READ, {"set": "half", "to": "total / 2"}, typed("{{who}}"), name="open-invoice", who={}, kind={"default": "A"}
    )
    of = recipe(
        {"use": "open-invoice", "with": {"who": "{{me}}!"}},
        typed("{{open_invoice.total}} {{open_invoice.half}}"),
        me={},
    )
    assert told(walk(of, used, values={"me": "Ada"}), ["8"]) == ["1/use/1 reads total", "1/use/3 Ada!", "2 8 4"]


def test_names_of_the_user_are_unknown_to_the_used():
    used = recipe(typed("{{me}}"), name="used")
    of = recipe({"use": "used"}, me={})
    with pytest.raises(RecipeError, match="There is no “me”"):
        told(walk(of, used, values={"me": "Ada"}))


def test_a_secret_is_handed_on_by_its_name():
    used = recipe(typed("{{pin}}"), name="login", pin={"type": "secret"})
    by_name = recipe({"use": "login", "with": {"pin": "{{secret:bank}}"}})
    by_parameter = recipe({"use": "login", "with": {"pin": "{{mine}}"}}, mine={"type": "secret", "secret": "bank"})
    by_default = recipe({"use": "login"})
    assert told(walk(by_name, used)) == told(walk(by_parameter, used)) == ["1/use/1 <bank>"]
    assert told(walk(by_default, used)) == ["1/use/1 <pin>"]


@pytest.mark.parametrize("text", ["{{secret:bank}}", "x{{secret:bank}}", "{{mine}}"])
def test_a_secret_is_not_handed_on_as_a_text(text):
    used = recipe(typed("{{who}}"), name="used", who={})
    of = recipe({"use": "used", "with": {"who": text}}, mine={"type": "secret", "secret": "bank"})
    with pytest.raises(RecipeError, match="secret"):
        told(walk(of, used))


def test_the_secrets_a_walk_may_ask_for_are_known_before_it():
    used = recipe(
        typed("{{pin}}"), {"if": "true", "then": [typed("{{secret:deep}}")]}, name="used", pin={"type": "secret"}
    )
    of = recipe({"use": "used"}, typed("{{mine}}"), mine={"type": "secret", "secret": "bank"})
    assert walk(of, used).secrets == {"pin", "deep", "bank"}
    assert walk(recipe({"type": "x", "note": "braces {{ in a note"})).secrets == frozenset()


def test_a_used_recipe_gets_all_values_or_is_refused():
    used = recipe(typed("{{who}}"), name="used", who={}, amount={"type": "number"})
    of = recipe({"use": "used", "with": {"amount": "abc", "hwo": "x"}})
    with pytest.raises(RecipeError) as refused:
        told(walk(of, used))
    for part in ("top, line", "(step 1)", "no parameter “hwo”", "amount must be a number", "“who” has no value"):
        assert part in str(refused.value)


def test_recipes_that_use_each_other_in_a_circle_are_refused_before_anything_is_done():
    a = recipe({"use": "b"}, name="a")
    b = recipe({"if": "true", "then": [{"use": "c"}]}, name="b")
    c = recipe({"use": "b"}, name="c")
    with pytest.raises(RecipeError, match="in a circle: b uses c uses b"):
        walk(a, b, c)
    with pytest.raises(RecipeError, match="in a circle: a uses a"):
        walk(recipe({"use": "a"}, name="a"))


def test_a_used_recipe_that_is_not_there_is_refused_before_anything_is_done():
    with pytest.raises(RecipeError, match="There is no recipe “gone”"):
        walk(recipe(typed("x"), {"use": "gone"}))


def test_recipes_within_recipes_have_a_limit_and_many_ways_down_take_no_time():
    chain = [
        recipe({"use": f"r{n + 1}"}, {"if": "true", "then": [{"use": f"r{n + 1}"}]}, name=f"r{n}") for n in range(20)
    ]
    with pytest.raises(RecipeError, match="more than 16 deep"):
        walk(chain[0], *chain[1:], recipe(typed("x"), name="r20"))
    short = chain[12:]
    assert walk(short[0], *short[1:], recipe(typed("x"), name="r20"))


def test_stop_ends_the_recipe_that_says_it():
    used = recipe(typed("a"), {"stop": "enough"}, typed("b"), name="used")
    of = recipe({"use": "used"}, typed("c"), {"if": "true", "then": [{"stop": "over"}]}, typed("d"))
    steps = walk(of, used)
    assert told(steps) == ["1/use/1 a", "1/use/2 stop", "2 c", "3/then/1 stop"]
    assert steps.failed is None


def test_a_stop_that_failed_ends_everything():
    used = recipe({"stop": "no {{thing}}", "failed": True}, name="used", thing={"default": "bread"})
    steps = walk(recipe({"use": "used"}, typed("c")), used)
    assert told(steps) == ["1/use/1 stop"]
    assert steps.failed == "no bread"


def test_a_whole_recipe_for_each_row():
    of = recipe(typed("{{who}} {{amount}}"), {"if": "amount > 100", "then": [{"stop": "too much"}]}, typed("{{city}}"),
                who={}, amount={"type": "number", "label": "Amount due"}, city={"default": "Rome"})  # fmt: skip
    sheet = parse(b'Who,Amount due\nAda,"1,000"\nBob,7\n', "data.csv")
    lines = told(walk(of, values={"city": "Paris"}, sheet=sheet))
    assert [line.split("]/")[1] for line in lines] == ["1 Ada 1000", "2/then/1 stop", "1 Bob 7", "3 Paris"]
    assert lines[0].startswith("rows[1:")


def test_variables_of_a_row_are_forgotten_in_the_next():
    of = recipe({"if": 'who == "Ada"', "then": [{"set": "x", "to": "1"}]}, typed("{{x}}"), who={})
    steps = iter(walk(of, sheet=parse(b"who\nAda\nBob\n", "d.csv")))
    assert fill((leaf := next(steps)).step.type, leaf.scope).text == "1"
    with pytest.raises(RecipeError, match="There is no “x”"):
        fill((leaf := next(steps)).step.type, leaf.scope)


def test_a_repeated_walk_goes_on_where_the_first_stopped_and_decides_as_it_did(tmp_path):
    of = recipe(
        READ,
        {"if": {"text": "Login"}, "then": [typed("login")]},
        {"for_each": "line", "in": {"table": ["Name"]}, "do": [typed("{{line.Name}} {{total}}")]},
    )
    memory = Remembered()
    first = walk(of, screen=Screen([True], [SeenRows(({"Name": "x"}, {"Name": "y"}))]), memory=memory)
    leaves = iter(first)
    leaf = next(leaves)
    first.keep(leaf, "5")
    memory.finished["1"] = {"total": "5"}
    memory.finished[next(leaves).position] = {}
    memory.finished[next(leaves).position] = {}
    again = walk(of, screen=Screen(), memory=memory)
    assert [line.split(" ", 1)[1] for line in told(again)] == ["y 5"]


def test_the_name_of_a_row_is_not_taken_twice(tmp_path):
    (tmp_path / "d.csv").write_text("a\n1\n")
    loop = {"for_each": "row", "in": {"csv": "d.csv"}, "do": [typed("x")]}
    with pytest.raises(RecipeError, match="“row” is already the name of a row"):
        told(walk(recipe({**loop, "do": [loop]}), folder=tmp_path))


def test_blocks_within_blocks_have_a_limit():
    def nested(step, times):
        return step if not times else {"if": "true", "then": [nested(step, times - 1)]}

    used = recipe(nested(typed("x"), 8), name="used")
    assert told(walk(recipe(nested({"use": "used"}, 7)), used))
    with pytest.raises(RecipeError, match="more than 16 deep"):
        told(walk(recipe(nested({"use": "used"}, 8)), used))


def test_a_leaf_says_where_its_step_stands_in_the_file():
    used = recipe(typed("a"), name="used")
    of = recipe({"if": "false", "then": [], "else": [typed("b"), {"use": "used"}]}, {"key": "enter"})
    leaves = list(walk(of, used))
    assert [leaf.path for leaf in leaves] == [("steps", 0, "else", 0), ("steps", 0), ("steps", 1)]
    for leaf in leaves:
        line = leaf.loaded.text.splitlines()[leaf.loaded.lines.of(*leaf.path) - 1]
        assert schema.verb_of(leaf.step) in line


def test_files_of_loops_are_checked_before_the_first_step(tmp_path):
    (tmp_path / "d.csv").write_text("name,amonut\nAda,1\n")
    of = recipe(typed("x"), {"for_each": "row", "in": {"csv": "{{file}}"}, "do": [typed("{{row.amount}}")]}, file={})
    with pytest.raises(RecipeError, match=r"d\.csv, line 1: there is no column “amount”; is “amonut” meant"):
        walk(of, values={"file": str(tmp_path / "d.csv")})


def test_a_recipe_reads_no_file_outside_its_folders(tmp_path):
    inside = tmp_path / "in"
    inside.mkdir()
    (tmp_path / "out.csv").write_text("a\n1\n")
    (inside / "link.csv").symlink_to(tmp_path / "out.csv")
    for named in ("../out.csv", str(tmp_path / "out.csv"), "link.csv", "~/out.csv", "C:\\out.csv", "..\\out.csv"):
        of = recipe({"for_each": "row", "in": {"csv": named}, "do": [typed("x")]})
        with pytest.raises(RecipeError, match="leaves the folder"):
            walk(of, folder=inside)


def test_the_person_may_name_any_file(tmp_path):
    (tmp_path / "out.csv").write_text("a\n1\n")
    of = recipe({"for_each": "row", "in": {"csv": "{{file}}"}, "do": [typed("{{row.a}}")]}, file={"type": "file"})
    assert len(told(walk(of, values={"file": str(tmp_path / "out.csv")}, folder=tmp_path / "in"))) == 1


def test_errors_name_the_recipe_and_the_step():
    with pytest.raises(RecipeError, match=r"^top, line \d+ \(step 2, step 1\): In “1 / 0”: it divides by zero\.$"):
        told(walk(recipe(typed("x"), {"if": "true", "then": [{"set": "x", "to": "1 / 0"}]})))


def pages(**more):
    return recipe(
        {
            "for_each": "line",
            "in": {"table": ["Name"], "next": {"label": "Next"}, **more},
            "do": [typed("{{line.Name}}")],
        }
    )


def seen(*names):
    return SeenRows(tuple({"Name": name} for name in names))


def test_a_table_of_several_pages_is_walked_page_by_page():
    screen = Screen([True, True, False], [seen("a", "b"), seen("c"), seen("d")])
    lines = told(walk(pages(), screen=screen))
    assert [line.split("/")[1].split(":")[0] for line in lines] == [
        "do[1",
        "do[2",
        "next[1] click",
        "do[3",
        "next[2] click",
        "do[4",
    ]
    assert [line.split(" ")[1] for line in lines] == ["a", "b", "click", "c", "click", "d"]
    assert screen.asked == [["Name"], "Next", ["Name", "a", "b"], "Next", ["Name", "c"], "Next"]


def test_a_walk_over_pages_goes_on_on_its_page():
    memory = Remembered()
    leaves = iter(walk(pages(), screen=Screen([True], [seen("a", "b"), seen("c", "d")]), memory=memory))
    for _ in range(4):
        memory.finished[next(leaves).position] = {}
    lines = told(walk(pages(), screen=Screen([False]), memory=memory))
    assert [line.split(" ")[1] for line in lines] == ["d"]
    assert lines[0].startswith("1/do[4:")


def test_a_table_with_more_pages_than_asked_for_halts():
    with pytest.raises(RecipeError, match="more than the 2 pages"):
        told(walk(pages(pages=2), screen=Screen([True, True], [seen("a"), seen("b")])))


def test_a_job_that_failed_on_purpose_fails_again():
    of = recipe(typed("a"), {"stop": "no", "failed": True})
    memory = Remembered()
    memory.finished = {"1": {}, "2": {}}
    steps = walk(of, memory=memory)
    assert told(steps) == ["2 stop"]
    assert steps.failed == "no"


def test_the_result_of_a_recipe_does_not_take_the_name_of_a_row(tmp_path):
    (tmp_path / "d.csv").write_text("a\n1\n")
    used = recipe({"set": "a", "to": "2"}, name="row")
    of = recipe({"for_each": "row", "in": {"csv": "d.csv"}, "do": [{"use": "row"}]})
    with pytest.raises(RecipeError, match="known as “row”, which is the name of a row"):
        told(walk(of, used, folder=tmp_path))
    twice = recipe({"use": "row"}, {"use": "row"}, typed("{{row.a}}"))
    assert told(walk(twice, used)) == ["3 2"]
