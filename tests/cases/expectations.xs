run.job "expectations" {
  main = { name: "passing" }
}
---
function passing {
  stack {
    var $user {
      value = { name: "John", tags: ["new"], total: 12.5 }
    }
    expect.to_equal ($user.name) { value = "John" }
    expect.to_contain ($user.tags) { value = "new" }
    expect.to_be_within ($user.total|round) { min = 12 max = 14 }
    expect.to_be_true ($user.total > 12)
    expect.to_not_be_null ($user)
    var $done { value = true } //= true
  }

  response = $var
}
---
function failing {
  stack {
    var $numbers { value = [1, 2, 3] }
    expect.to_equal ($numbers) { value = [1, 2, 4] } //! Expected 4 at 2, but got 3
  }

  response = null
}
---
function throwing {
  stack {
    expect.to_throw {
      stack {
        throw {
          name = "Missing"
          value = "there is no such order"
        }
      }
      exception = "NO SUCH"
    }
    expect.to_throw {
      stack {
        precondition (1 > 2) {
          error_type = "notfound"
        }
      }
      value = "not_found"
    }
    expect.to_throw {
      stack {
        var $x { value = 1 / 0 }
      }
    }
    var $done { value = true } //= true
  }

  response = $var
}
---
function not_throwing {
  stack {
    expect.to_throw { //! Expected a failure, but there was none
      stack {
        var $x { value = 1 }
      }
    }
  }
}
---
function throwing_something_else {
  stack {
    expect.to_throw { //! Expected a failure with "no such", but got: Division by zero
      stack {
        var $x { value = 1 / 0 }
      }
      exception = "no such"
    }
  }
}
---
function caught {
  stack {
    try_catch {
      try {
        expect.to_be_empty ("full")
      }
      catch {
        var $name { value = $error.name } //= "expect"
        var $payload { value = $error.result } //= {"expected": null, "actual": "full"}
      }
    }
  }

  response = $var
}
