run.job "Big numbers" {
  main = { name: "big_fibonacci", input: { n: 100 } }
}
---
function "big_fibonacci" {
  input {
    int n filters=min:0|max:400
  }

  stack {
    var $a { value = "0" }
    var $b { value = "1" }

    for ($input.n) {
      each as $i {
        function.run "big_add" {
          input = { a: $a, b: $b }
        } as $sum

        var.update $a { value = $b }
        var.update $b { value = $sum }
      }
    }
  }

  response = { number: $a, digits: $a|strlen }
}
---
// Adds two numbers that are too long for an int, digit by digit from the right.
function "big_add" {
  input {
    text a filters=pattern:^\d+$
    text b filters=pattern:^\d+$
  }

  stack {
    var $left { value = $input.a|split:""|reverse }
    var $right { value = $input.b|split:""|reverse }
    var $carry { value = 0 }
    var $digits { value = [] }
    var $length { value = `($left|count)|max:($right|count)` }

    for ($length) {
      each as $i {
        var $sum { value = ($left[$i] ?? 0) + ($right[$i] ?? 0) + $carry }
        array.push $digits { value = $sum % 10 }
        var.update $carry { value = $sum >= 10 ? 1 : 0 }
      }
    }

    conditional {
      if ($carry) {
        array.push $digits { value = $carry }
      }
    }
  }

  response = $digits|reverse|join:""
}
