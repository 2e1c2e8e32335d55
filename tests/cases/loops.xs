run.job "Loops" {
  main = { name: "foreach" }
}
---
function "foreach" {
  stack {
    var $list { value = "" }
    foreach (["a", "b"]) {
      each as $item {
        var.update $list { value = $list ~ $item }
      }
    }

    var $object { value = "" }
    foreach ({x: 1, y: 2}) {
      each as $value {
        var.update $object { value = $object ~ $value }
      }
    }

    var $null { value = 0 }
    foreach (null) {
      each as $item {
        var.update $null { value = 1 }
      }
    }

    var $range { value = 0 }
    foreach ((1..4)) {
      each as $n {
        var.update $range { value = $range + $n }
      }
    }

    var $filtered { value = 0 }
    foreach ([1, 2, 3]|filter:$$ > 1) {
      each as $n {
        var.update $filtered { value = $filtered + $n }
      }
    }
  }

  response = [$list, $object, $null, $range, $filtered] //= ["ab", "12", 0, 10, 5]
}
---
function "foreach over a text" {
  stack {
    foreach ("abc") { //! `foreach` needs a list or an object, but got the text "abc"
      each as $item {
      }
    }
  }

  response = null
}
---
function "foreach over a number" {
  stack {
    foreach (5) { //! `foreach` needs a list or an object, but got the int 5
      each as $item {
        remove
      }
    }
  }

  response = null
}
---
function "for" {
  stack {
    var $seen { value = [] }
    for (3) {
      each as $i {
        array.push $seen { value = $i }
      }
    }

    for ("2") {
      each as $i {
        array.push $seen { value = $i }
      }
    }

    for (-1) {
      each as $i {
        array.push $seen { value = "never" }
      }
    }

    for (1) {
      each {
        array.push $seen { value = "no variable" }
      }
    }
  }

  response = $seen //= [0, 1, 2, 0, 1, "no variable"]
}
---
function "for a text" {
  stack {
    for ("many") { //! `for` needs a number, but got the text "many"
      each as $i {
      }
    }
  }

  response = null
}
---
function "while" {
  stack {
    var $n { value = 1 }
    while ($n < 100) {
      each {
        math.mul $n { value = 2 }
      }
    }
  }

  response = $n //= 128
}
---
function "a condition that fails" {
  stack {
    var $n { value = 3 }
    while (6 / $n > 0) { //! Division by zero
      each {
        math.sub $n { value = 1 }
      }
    }
  }

  response = $n
}
---
function "break and continue" {
  stack {
    var $seen { value = [] }
    foreach ((1..10)) {
      each as $n {
        conditional {
          if ($n % 2 == 0) {
            continue
          }
          elseif ($n > 6) {
            break
          }
        }

        array.push $seen { value = $n }
      }
    }

    while (true) {
      each {
        break
        array.push $seen { value = "never" }
      }
    }
  }

  response = $seen //= [1, 3, 5]
}
---
function "break leaves the innermost loop" {
  stack {
    var $seen { value = [] }
    for (2) {
      each as $i {
        for (5) {
          each as $j {
            conditional {
              if ($j == 1) {
                break
              }
            }

            array.push $seen { value = $i ~ $j }
          }
        }
      }
    }
  }

  response = $seen //= ["00", "10"]
}
---
function "remove" {
  stack {
    var $list { value = [1, 2, 3, 4] }
    foreach ($list) {
      each as $n {
        conditional {
          if ($n % 2 == 0) {
            remove
          }
        }
      }
    }

    var $odd { value = $list } //= [1, 3]

    var $object { value = {a: 1, b: 2} }
    foreach ($object) {
      each as $n {
        conditional {
          if ($n == 1) {
            remove
          }
        }
      }
    }

    var $without_a { value = $object } //= {"b": 2}

    var $nested { value = {rows: [1, 2]} }
    foreach ($nested.rows) {
      each as $n {
        remove
      }
    }

    var $empty { value = $nested } //= {"rows": []}

    var $stopped { value = [1, 2, 3] }
    foreach ($stopped) {
      each as $n {
        remove
        break
      }
    }

    var $rest { value = $stopped } //= [2, 3]
  }

  response = $var
}
---
function "remove keeps what the loop adds" {
  stack {
    var $list { value = [1, 2] }
    foreach ($list) {
      each as $n {
        array.push $list { value = $n * 10 }
        remove
      }
    }
  }

  response = $list //= [10, 20]
}
---
function "remove in a loop within a loop" {
  stack {
    var $outer { value = [1, 2] }
    var $inner { value = [5, 6] }
    foreach ($outer) {
      each as $a {
        foreach ($inner) {
          each as $b {
            conditional {
              if ($b == 5) {
                remove
              }
            }
          }
        }

        for (1) {
          each as $i {
            conditional {
              if ($a == 1) {
                remove
              }
            }
          }
        }
      }
    }
  }

  response = [$outer, $inner] //= [[2], [6]]
}
---
function "remove from what no variable holds" {
  stack {
    var $count { value = 0 }
    foreach ([1, 2]|reverse) {
      each as $n {
        math.add $count { value = 1 }
        remove
      }
    }
  }

  response = $count //= 2
}
---
function "a loop within a try" {
  stack {
    var $seen { value = [] }
    foreach ([1, 0, 2]) {
      each as $n {
        try_catch {
          try {
            array.push $seen { value = 10 / $n }
          }

          catch {
            continue
          }
        }

        array.push $seen { value = "ok" }
      }
    }
  }

  response = $seen //= [10, "ok", 5, "ok"]
}
---
function "a break behind another statement on its line" {
  stack {
    var $n { value = 0 }
    while (true) {
      each {
        math.add $n { value = 1 }
        conditional {
          if ($n == 3) { var $found { value = $n } break }
        }
      }
    }

    foreach ([1, 2]) {
      each as $x { debug.log { value = $x } break }
    }

    // The break of a case stays its own.
    switch (1) {
      case (1) {
        conditional { if (false) { } else { math.add $n { value = 10 } } } break
      }

      case (2) { math.add $n { value = 100 } } break
    }
  }

  response = [$n, $found, $x] //= [13, 3, 1]
}
