function "twice" {
  input {
    int n
    text name
  }

  stack {
    debug.log { value = $input.n == $input.n } //? same-operands both sides of `==`
    debug.log { value = $input.name == "a" || $input.name == "a" } //? same-operands both sides of `||`
    debug.log { value = {a: 1, b: 2, a: 3} } //? duplicate-key the key `a`
    conditional {
      if ($input.n == 1) {
        debug.log { value = 1 }
      }

      elseif ($input.n == 2) {
        debug.log { value = 2 }
      }

      elseif ($input.n == 1) { //? duplicate-condition this `elseif` never runs: line 12
        debug.log { value = 3 }
      }
    }

    switch ($input.name) {
      case ("a") {
        debug.log { value = 1 }
      } break

      case ("a") { //? duplicate-condition this `case` never runs
        debug.log { value = 2 }
      } break
    }
  }

  response = null
}
---
function "once" {
  input {
    int n
    int[] list
  }

  stack {
    debug.log { value = 1 == 1 }
    debug.log { value = now == now }
    debug.log { value = $input.n == $input.list[0] }
    debug.log { value = {a: 1, b: {a: 2}} }
    debug.log { value = {a: (|uuid) == (|uuid)} }
    switch ($input.n) {
      case (1) {
        debug.log { value = 1 }
      } break

      case ("1") {
        debug.log { value = 2 }
      } break
    }
  }

  response = null
}
