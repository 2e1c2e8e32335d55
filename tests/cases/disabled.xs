run.job "Disabled" {
  main = { name: "statements" }
}
---
function "statements" {
  stack {
    var $x { value = 1 }
    !math.add $x { value = 1 }
    math.add $x {
      value = 10
      disabled = true
    }

    math.add $x {
      value = 100
      disabled = false
      description = "runs"
    }

    !throw { name = "x" value = "y" }
    !foreach ([1]) {
      each as $i {
        var $x { value = "never" }
      }
    }

    !no.such.statement $x { whatever = $y|nosuch }
  }

  response = $x //= 101
}
---
function "filters" {
  stack {
    var $a { value = " A "|!trim|to_lower } //= " a "
    var $b { value = "b"|!no_such_filter:1:2 } //= "b"
    var $c { value = 5|!divide:0 } //= 5
    var $d { value = "d"|!to_upper } //= "d"
  }

  response = $var
}
---
function "only as $x with a disabled filter" {
  stack {
    array.filter ([1, 2]) if ($this > 1) as $x|!count //= [2]
    array.filter ([1, 2]) if ($this > 1) as $y|count //= 1
  }

  response = $var
}
---
function "a disabled call needs no function" {
  stack {
    !function.run "nowhere" as $x
  }

  response = "ok" //= "ok"
}
