run.job "Variables" {
  main = { name: "set and read" }
}
---
// `var` on an existing name overwrites, `$var.x` is `$x`.
function "set and read" {
  stack {
    var $a { value = 1 }
    var $b { value = $a } //= 1
    var $a { value = 2 } //= 2
    var $c { value = $var.a } //= 2
    var $u { value = 2 }
    var.update $u { value = $u + 1 } //= 3
    var $d { value = $var["a"] } //= 2
    var $e { value = $var|get:"none":"-" } //= "-"
  }

  response = $var
}
---
function "names that mean something elsewhere" {
  stack {
    var $result { value = 1 } //= 1
    var $index { value = 2 } //= 2
    var $response { value = 3 } //= 3
    var $output { value = 4 } //= 4
    var $params { value = 5 } //= 5
    var $text { value = 6 } //= 6
    var $None { value = 7 } //= 7
    var $True { value = 8 } //= 8
    var $class { value = 9 } //= 9
    var $print { value = 10 } //= 10
    var $__debug__ { value = 11 } //= 11
    var $größe { value = 12 } //= 12
    var $sum { value = $None + $True + $__debug__ } //= 26
  }

  response = $var
}
---
// There are no scopes: what a block sets is visible after it.
function "visible after the block" {
  stack {
    conditional {
      if (true) {
        var $a { value = 1 } //= 1
      }
    }

    foreach ([1, 2]) {
      each as $item {
        var $b { value = $item } //= 2
      }
    }

    for (2) {
      each as $i {
        var $c { value = $i } //= 1
      }
    }

    switch (1) {
      case (1) {
        var $d { value = "case" } //= "case"
      } break
    }

    try_catch {
      try {
        var $e { value = "try" } //= "try"
        throw { name = "x" value = "y" }
      }

      catch {
        var $f { value = "catch" } //= "catch"
      }

      finally {
        var $g { value = "finally" } //= "finally"
      }
    }

    group {
      stack {
        var $h { value = "group" } //= "group"
      }
    }
  }

  response = $var
}
---
function "the loop variable stays" {
  stack {
    foreach (["a", "b"]) {
      each as $item {
      }
    }
  }

  response = $item //= "b"
}
---
function "a function has variables of its own" {
  stack {
    var $mine { value = 1 }
    function.run "sets mine" as $other
    var $after { value = $mine } //= 1
    var $theirs { value = $other } //= {"mine": 2}
  }

  response = $var
}
---
function "sets mine" {
  stack {
    var $mine { value = 2 }
  }

  response = $var
}
---
function "never set" {
  stack {
    var $a {
      value = $nothing //! Unable to locate var: nothing
    }
  }

  response = null
}
---
function "never set, in the response" {
  stack {
    var $a { value = 1 }
  }

  response = $b //! Unable to locate var: b
}
---
function "set too late" {
  stack {
    var $a { value = $b } //! Unable to locate var: b
    var $b { value = 1 }
  }

  response = null
}
---
function "set in a branch that did not run" {
  stack {
    conditional {
      if (false) {
        var $a { value = 1 }
      }
    }

    var $b { value = $a } //! Unable to locate var: a
  }

  response = $b
}
---
function "set in a loop that did not run" {
  stack {
    foreach ([]) {
      each as $item {
      }
    }
  }

  response = $item //! Unable to locate var: item
}
---
function "walk what is not there, under a name that Python knows" {
  stack {
    foreach ($len) { //! Unable to locate var: len
      each as $x {
      }
    }
  }

  response = null
}
---
function "change what is not there" {
  stack {
    array.push $list { //! Unable to locate var: list
      value = 1
    }
  }

  response = $list
}
---
function "update an element of what is not there" {
  stack {
    var.update $object.key { //! Unable to locate var: object
      value = 1
    }
  }

  response = $object
}
---
function "a disabled statement sets nothing" {
  stack {
    !var $a { value = 1 }
    var $b { value = $a } //! Unable to locate var: a
  }

  response = $b
}
