"""A workspace in a folder: a job with seeded tables, endpoints, addons and tests that call each other."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from runner.jobs import EnvLayer, RunOptions, run_job
from runner.testing.block_run import block_tests
from runner.testing.outcomes import Conditions

FILES = {
    "workspace.xs": """workspace shop {
  env = {greeting: "hello"}
}
""",
    "tables/book.xs": """table book {
  schema {
    int id
    text title filters=trim
    int author_id
  }

  items = [
    {id: 1, title: "One", author_id: 2}
    {id: 4, title: " Two ", author_id: 2}
  ]
}
""",
    "tables/user.xs": """table user {
  auth = true

  schema {
    int id
    email email filters=lower
    password password
  }

  index = [{type: "unique", field: [{name: "email"}]}]
}
---
table note {
  schema {
    int id
    int book_id
    text body
  }

  items = [{book_id: 1, body: "good"}, {book_id: 1, body: "long"}]
}
""",
    "functions/pre.xs": """function "$pre" {
  input {
    json args
  }

  stack {
    db.add book {
      data = {title: $input.args.title, author_id: 3}
    } as $book
  }

  response = $book.id
}
""",
    "functions/main.xs": """function "$main" {
  input {
    json args
    json pre
  }

  stack {
    api.call "books/{id}" verb=GET {
      api_group = "Books"
      input = {id: $input.pre}
    } as $added
    api.call "books" verb=GET as $all
    db.query book {
      return = {type: "count"}
    } as $count
  }

  response = {added: $added, all: $all, count: $count, says: $env.greeting}
}
""",
    "functions/post.xs": """function "$post" {
  input {
    json args
    json pre
    json main
  }

  stack {
    task.call "sweep"
    debug.log { value = $input.main.count ~ " books" }
  }

  response = null
}
""",
    "apis/books/api_group.xs": """api_group "Books" {
  canonical = "books"
}
""",
    "apis/books/list_get.xs": """query "books" verb=GET {
  api_group = "Books"

  input {
  }

  stack {
    db.query book {
      sort = {title: "desc"}
      addon = [{name: "notes of", input: {book_id: $output.id}, as: "notes"}]
    } as $books
  }

  response = $books
}
""",
    "apis/books/one_get.xs": """query "books/{id}" verb=GET {
  api_group = "Books"

  input {
    int id
  }

  stack {
    db.get book {
      field_name = "id"
      field_value = $input.id
    } as $book

    precondition ($book != null) {
      error_type = "notfound"
      error = "no such book"
    }
  }

  response = $book.title
}
""",
    "apis/account.xs": """query "signup" verb=POST {
  api_group = "Account"

  input {
    email email filters=lower
    password password
  }

  stack {
    db.add user {
      data = {email: $input.email, password: $input.password}
    } as $user
    security.create_auth_token {
      table = "user"
      id = $user.id
    } as $token
  }

  response = {token: $token}
}
---
query "login" verb=POST {
  api_group = "Account"

  input {
    email email filters=lower
    text password
  }

  stack {
    db.get user {
      field_name = "email"
      field_value = $input.email
    } as $user
    security.check_password {
      text_password = $input.password
      hash_password = $user.password
    } as $fits
    precondition ($fits) {
      error_type = "accessdenied"
      error = "wrong password"
    }
    security.create_auth_token {
      table = "user"
      id = $user.id
    } as $token
  }

  response = {token: $token}
}
---
query "me" verb=GET {
  api_group = "Account"
  auth = "user"

  stack {
    db.get user {
      field_name = "id"
      field_value = $auth.id
      output = ["id", "email"]
    } as $user
  }

  response = $user
}
""",
    "addon/notes.xs": """addon "notes of" {
  input {
    int book_id
  }

  stack {
    db.query note {
      where = $db.note.book_id == $input.book_id
      return = {type: "count"}
    }
  }
}
""",
    "task/sweep.xs": """task "sweep" {
  stack {
    db.truncate note
    debug.log { value = "swept" }
  }

  schedule = [{starts_on: 2026-01-01 00:00:00+0000, freq: 3600}]
}
""",
    "workflow_test/account.xs": """workflow_test "an account" {
  stack {
    api.call "signup" verb=POST {
      input = {email: "Ann@x.test", password: "long enough 1"}
    }
    expect.to_throw {
      stack {
        api.call "signup" verb=POST {
          input = {email: "ann@x.test", password: "long enough 1"}
        }
      }
      exception = "Duplicate record"
    }
    expect.to_throw {
      stack {
        api.call "login" verb=POST {
          input = {email: "ann@x.test", password: "another one"}
        }
      }
      exception = "wrong password"
    }
    api.call "login" verb=POST {
      input = {email: "ann@x.test", password: "long enough 1"}
    } as $login
    api.call "me" verb=GET {
      headers = ["Authorization: Bearer " ~ $login.token]
    } as $me
    expect.to_equal ($me) { value = {id: 1, email: "ann@x.test"} }
    api.call "books" verb=GET as $books
    expect.to_be_empty ($books)
  }
}
""",
}


@pytest.fixture
def workspace(tmp_path: Path) -> Path:
    (tmp_path / ".git").mkdir()
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return tmp_path


def test_a_job_with_seeded_tables_calls_its_workspace(workspace: Path) -> None:
    inputs: dict[str, Any] = {"title": "Three"}
    options = RunOptions(inputs=inputs, env=[EnvLayer("test", {})], database=str(workspace / "kept.db"))
    results = [run_job(str(workspace), options) for _ in range(2)]
    assert [result.error for result in results] == [None, None]
    first, second = (result.response for result in results)
    assert first == {
        "added": "Three",
        "all": [
            {"id": 4, "title": "Two", "author_id": 2, "notes": 0},
            {"id": 5, "title": "Three", "author_id": 3, "notes": 0},
            {"id": 1, "title": "One", "author_id": 2, "notes": 2},
        ],
        "count": 3,
        "says": "hello",
    }
    # What is kept is not seeded again, and the task of the first run has emptied a table.
    assert (second["count"], second["all"][-1]["notes"]) == (4, 0)
    assert [entry.message for entry in results[0].logs] == ["swept", "3 books"]


def test_a_workflow_test_signs_up_and_in(workspace: Path) -> None:
    (test,) = block_tests(workspace / "workflow_test" / "account.xs")
    assert test.run(Conditions()).failures == ()


def test_a_broken_document_harms_those_alone_who_call_it(workspace: Path) -> None:
    (workspace / "apis" / "broken.xs").write_text('query "broken" verb=GET {\n  stack {\n')
    (workspace / "apis" / "wrong.xs").write_text(
        'query "wrong" verb=GET {\n  stack {\n    var $x { value = 1|nosuch }\n  }\n  response = $x\n}\n'
    )
    options = RunOptions(inputs={"title": "Three"}, env=[EnvLayer("test", {})])
    assert run_job(str(workspace), options).error is None
    main = workspace / "functions" / "main.xs"
    text = main.read_text()
    for name, problem in (("broken", "brackets are still open"), ("wrong", "there is no filter `nosuch`")):
        main.write_text(text.replace('"books" verb', f'"{name}" verb'))
        result = run_job(str(workspace), options)
        assert result.error is not None
        assert (result.exit_code, problem in result.error.message) == (2, True)
        main.write_text(text.replace('"books" verb', f'("{name}"|trim) verb'))
        result = run_job(str(workspace), options)
        assert result.error is not None
        assert (result.exit_code, problem in result.error.message) == (1, True)
