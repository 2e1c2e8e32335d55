run.job "Problems" {
  main = { name: "several in one pass" }
}
---
// One pass reports all problems.
function "several in one pass" {
  stack {
    vaar $a { value = 1 } //? there is no statement `vaar`
    var $b { vale = 1 } //? did you mean `value`?
    var $c { value = "x"|to_uper } //? did you mean `to_upper`?
    foreach ([1]) {
      each as $item {
        var $d { value = $item|substr } //? `substr` takes 1 to 2 arguments, but got 0
      }
    }
  }

  response = [1]|summ //? did you mean `sum`?
}
---
function "problems of disabled code" {
  stack {
    !vaar $a { value = 1 }
    var $b { value = 1|!nosuch } //= 1
  }

  response = $var
}
---
function "statements in the wrong place" {
  stack {
    break //? `break` stands inside of `for`, `foreach` or `while`
    for (1) {
      each {
        remove //? `remove` stands inside of `foreach`
      }
    }

    case (1) { //? `case` stands inside of `switch`
    }

    conditional {
      if (true) {
      }

      var $x { value = 1 } //? `var` cannot stand in `conditional`, which holds `if`, `elseif` and `else`
    }

    group {
      var $x { value = 1 } //? group { stack { var ... } }
    }
  }

  response = null
}
---
function "what statements need" {
  stack {
    var $x { //? `var` needs `value`
    }

    var { value = 1 } //? `var` needs the variable that it changes
    array.push list { value = 1 } //? array.push $list
    array.find $x as $found //? `array.find` needs a condition
    precondition { //? `precondition` needs the value that it works on
      error = "x"
    }

    function.run { //? `function.run` needs the name of a function
      input = {}
    }

    conditional {
      if { //? `if` needs parentheses with a condition
      }
    }

    return { values = 1 } //? did you mean `value`?
    break_out //? there is no statement `break_out`
  }

  response = null
}
---
function "names that cannot be set" {
  stack {
    var $env { value = 1 } //? `$env` cannot be set; it always is the values of the environment
    var $input { value = 1 } //? `$input` cannot be set
    foreach ([1]) {
      each as $this { //? `$this` cannot be set
      }
    }

    function.run "problems of disabled code" as $auth //? `$auth` cannot be set
    math.add $db { value = 1 } //? `$db` cannot be set
  }

  response = null
}
---
function "calls in expressions" {
  stack {
    var $a { value = count([1]) } //? $value|count
    var $b { value = math.ad(1, 2) } //? did you mean `math.add`?
    var $c { value = math.add(1) } //? `math.add(...)` takes 2 arguments, but got 1
    var $d { value = math.add(1, 2, 3) } //? `math.add(...)` takes 2 arguments, but got 3
    var $e { value = array.find([1]) } //? `array.find` cannot stand in an expression
    var $f { value = foreach([1]) } //? `foreach` cannot stand in an expression
  }

  response = null
}
