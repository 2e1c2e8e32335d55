run.job "Functions" {
  main = { name: "call" }
}
---
function "call" {
  stack {
    function.run "add" {
      input = {a: 1, b: 2}
    } as $sum //= 3

    function.run add {
      input = {a: $sum}
    } as $default //= 13

    var $name { value = "add" }
    function.run ($name) {
      input = {a: "4", b: "5"}
    } as $computed //= 9

    function.run "folder/deep name" as $deep //= "deep"
    function.run "add" {
      input = {a: 1}
    } as $filtered|to_text //= "11"

    var $object { value = {} }
    function.run "add" {
      input = {a: 1, unknown: 2}
    } as $object.sum
    var $into { value = $object } //= {"sum": 11}
  }

  response = $var
}
---
function "add" {
  input {
    int a
    int b?=10
  }

  stack {
    var $sum { value = $input.a + $input.b }
  }

  response = $sum
}
---
function "folder/deep name" {
  response = "deep" //= "deep"
}
---
function "now" {
  response = "a function may be called now"
}
---
function "a name that is a word" {
  stack {
    function.run now as $x //= "a function may be called now"
  }

  response = $var
}
---
function "a missing function" {
  stack {
    function.run "subtract" as $x //! there is no function "subtract"
  }

  response = $x
}
---
function "a missing function whose name is computed" {
  stack {
    function.run ("sub" ~ "tract") as $x //! there is no function "subtract"
  }

  response = $x
}
---
function "a name that is no text" {
  stack {
    function.run (null) as $x //! there is no function
  }

  response = $x
}
---
function "a missing function can be caught" {
  stack {
    try_catch {
      try {
        function.run "subtract" as $x
      }

      catch {
        return { value = $error.code }
      }
    }
  }

  response = "never" //= "ERROR_CODE_NOT_FOUND"
}
---
function "inputs that break the declarations" {
  stack {
    try_catch {
      try {
        function.run "add" {
          input = {a: "x", b: []}
        } as $x
      }

      catch {
        return { value = [$error.code, $error.result|map:$$.param] }
      }
    }
  }

  response = "never" //= ["ERROR_CODE_INPUT_ERROR", ["a", "b"]]
}
---
function "an input that is no object" {
  stack {
    function.run "add" { //! needs an object as `input`, but got an int
      input = 5
    } as $x
  }

  response = $x
}
---
function "the caller gets what the function raises" {
  stack {
    try_catch {
      try {
        function.run "fails" as $x
      }

      catch {
        return { value = $error }
      }
    }
  }

  response = "never" //= {"code": "ERROR_CODE_NOT_FOUND", "name": "notfound", "message": "no such row", "result": {"id": 7}}
}
---
function "fails" {
  stack {
    precondition (false) {
      error_type = "notfound"
      error = "no such row"
      payload = {id: 7}
    }
  }

  response = null
}
---
function "a function whose name is computed is checked when it is reached" {
  stack {
    try_catch {
      try {
        function.run ("bro" ~ "ken") as $x
      }

      catch {
        return { value = $error.message|contains:"there is no filter `nosuch`" }
      }
    }
  }

  response = "never" //= true
}
---
function "broken" {
  response = 1|nosuch
}
---
function "recursion" {
  stack {
    function.run "count down" {
      input = {n: 300}
    } as $x //= 300
  }

  response = $var
}
---
function "count down" {
  input {
    int n
  }

  stack {
    conditional {
      if ($input.n == 0) {
        return { value = 0 }
      }
    }

    function.run "count down" {
      input = {n: $input.n - 1}
    } as $below
  }

  response = $below + 1
}
---
function "recursion inside of an expression's list" {
  stack {
    function.run "sum of tree" {
      input = {tree: [1, [2, [3, [4]]]]}
    } as $x //= 10
  }

  response = $var
}
---
function "sum of tree" {
  input {
    json tree
  }

  stack {
    var $sum { value = 0 }
    foreach ($input.tree) {
      each as $item {
        conditional {
          if ($item|is_array) {
            function.run "sum of tree" {
              input = {tree: $item}
            } as $item
          }
        }

        math.add $sum { value = $item }
      }
    }
  }

  response = $sum
}
---
function "recursion without end" {
  stack {
    try_catch {
      try {
        function.run "calls itself" as $x
      }

      catch {
        return { value = $error.message }
      }
    }
  }

  response = "never" //= "functions call each other too deeply"
}
---
function "calls itself" {
  stack {
    function.run "calls itself" as $x
  }

  response = $x
}
---
function "functions at the same time" {
  stack {
    function.run "add" {
      input = {a: 1, b: 1}
      async = true
    } as $first

    function.run "add" {
      input = {a: 2, b: 2}
      async = true
    } as $second

    await {
      ids = [$first, $second]
    } as $sums //= [2, 4]
  }

  response = {sums: $sums}
}
