run.job "Branches" {
  main = { name: "conditional" }
}
---
function "conditional" {
  stack {
    var $seen { value = [] }
    foreach ([1, 2, 3]) {
      each as $n {
        conditional {
          if ($n == 1) {
            array.push $seen { value = "one" }
          }
          elseif ($n == 2) {
            array.push $seen { value = "two" }
          }
          else {
            array.push $seen { value = "many" }
          }
        }
      }
    }

    conditional {
      if (false) {
        array.push $seen { value = "never" }
      }
    }

    conditional {
      if (true) {
      } else {
        array.push $seen { value = "never" }
      }
    }
  }

  response = $seen //= ["one", "two", "many"]
}
---
function "only the branch that is taken is evaluated" {
  stack {
    var $x { value = 0 }
    conditional {
      if ($x == 0) {
        var $x { value = "zero" }
      }
      elseif (1 / 0 == 1) {
        var $x { value = "never" }
      }
    }
  }

  response = $x //= "zero"
}
---
function "a condition that raises" {
  stack {
    conditional {
      if (false) {
      }
      elseif (1 / 0 == 1) { //! Division by zero
      }
    }
  }

  response = null
}
---
function "switch with breaks" {
  stack {
    var $seen { value = [] }
    foreach ([1, "2", "b", null]) {
      each as $value {
        switch ($value) {
          case (1) {
            array.push $seen { value = "int" }
          } break

          case (2) {
            array.push $seen { value = "numeric text" }
          } break

          case ("a" ~ "") {
            array.push $seen { value = "never" }
          } break

          case ("b") {
            array.push $seen { value = "text" }
          } break

          default {
            array.push $seen { value = "default" }
          }
        }
      }
    }
  }

  response = $seen //= ["int", "numeric text", "text", "default"]
}
---
// As in PHP: without a `break` a case runs into the next one.
function "switch without breaks" {
  stack {
    var $seen { value = [] }
    foreach ([1, 2, 3, 4, 5]) {
      each as $value {
        array.push $seen { value = $value ~ ":" }
        switch ($value) {
          case (1) {
          }

          case (2) {
            array.push $seen { value = "one or two" }
          } break

          case (3) {
            array.push $seen { value = "three" }
          }

          case (4) {
            array.push $seen { value = "three or four" }
          }

          default {
            array.push $seen { value = "end" }
          }
        }
      }
    }
  }

  response = $seen //= ["1:", "one or two", "2:", "one or two", "3:", "three", "three or four", "end", "4:", "three or four", "end", "5:", "end"]
}
---
function "a break as the last statement of a case" {
  stack {
    var $seen { value = [] }
    foreach ([1, 2]) {
      each as $value {
        switch ($value) {
          case (1) {
            array.push $seen { value = "one" }
            break
          }

          case (2) {
            array.push $seen { value = "two" }
          }
        }
      }
    }
  }

  response = $seen //= ["one", "two"]
}
---
function "a switch is evaluated once, its cases in order" {
  stack {
    var $seen { value = "" }
    switch ((1..3)|count) {
      case (2) {
        var $seen { value = "two" }
      } break

      case (6 / 2) {
        var $seen { value = "three" }
      } break

      case (1 / 0) {
        var $seen { value = "never" }
      } break
    }
  }

  response = $seen //= "three"
}
---
function "a switch that nothing matches" {
  stack {
    var $x { value = 1 }
    switch ($x) {
      case (2) {
        var $x { value = 2 }
      } break
    }
  }

  response = $x //= 1
}
---
function "return and continue in a switch" {
  stack {
    foreach ([1, 2, 3]) {
      each as $n {
        switch ($n) {
          case (1) {
            continue
          } break

          case (2) {
            return { value = "two" }
          } break
        }

        throw { name = "no" value = "the first round goes on" }
      }
    }
  }

  response = "never" //= "two"
}
---
function "group" {
  stack {
    var $a { value = 1 }
    group {
      description = "only groups"
      stack {
        math.add $a { value = 1 }
        group {
          stack {
            math.add $a { value = 1 }
          }
        }
      }
    }
  }

  response = $a //= 3
}
---
function "disabled parts" {
  stack {
    var $seen { value = [] }
    conditional {
      if (true) {
        disabled = true
        array.push $seen { value = "never" }
      }
      else {
        array.push $seen { value = "else" }
      }
    }
  }

  response = $seen //= ["else"]
}
---
function "a default in the middle, and equal cases" {
  stack {
    var $seen { value = [] }
    foreach ([1, 2, 3, 9]) {
      each as $value {
        switch ($value) {
          case (1) {
            array.push $seen { value = "one" }
          }

          default {
            array.push $seen { value = "default" }
          }

          case (2) {
            array.push $seen { value = "two" }
          } break

          case (2) {
            array.push $seen { value = "never" }
          } break

          case (3) {
            array.push $seen { value = "three" }
          }
        }
      }
    }

    switch (1) {
    }
  }

  response = $seen //= ["one", "default", "two", "two", "three", "default", "two"]
}
