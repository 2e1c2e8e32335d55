"""What belongs in front of the braces of an input and stands in them."""

import pytest


@pytest.mark.parametrize(
    ("line", "key", "wanted"),
    [
        ("int x { default = 5 }", "default", "int x?=5"),
        ("int x { default = -5 }", "default", "int x?=-5"),
        ('text x { default = "a" }', "default", 'text x?="a"'),
        ("int x { optional = true }", "optional", "int x?"),
        ("int x? { optional = false }", "optional", "int x"),
        ("int x { required = false }", "required", "int x?"),
        ("int x { required = true }", "required", "int x"),
        ("int x { nullable = true }", "nullable", "int? x"),
        ('text x { filters = "trim|min:3" }', "filters", "text x filters=trim|min:3"),
        ("text x filters=trim { filters = lower }", "filters", "text x filters=trim|lower"),
        ("text x { default = $env.KEY }", "default", "text x"),
        ('text x { filters = "qqq" }', "filters", "text x"),
    ],
)
def test_the_right_declaration_is_written_out(read, line, key, wanted):
    found = read(line)
    (problem,) = found.problems
    assert problem.code == "input-decoration"
    assert problem.message == f"`{key}` does not stand in the braces; write `{wanted}`"
    assert found.at(problem) == key


def test_several_decorations_come_to_one_declaration(read):
    found = read(
        """    int x {
      description = "Kept"
      default = 1
      nullable = true
      filters = "min:0"
    }"""
    )
    wanted = "does not stand in the braces; write `int? x?=1 filters=min:0 { ... }`"
    assert [problem.message for problem in found.problems] == [
        f"`{key}` {wanted}" for key in ("default", "nullable", "filters")
    ]


def test_other_properties_are_left_alone(read):
    assert read('int x { description = "default" }').problems == []
