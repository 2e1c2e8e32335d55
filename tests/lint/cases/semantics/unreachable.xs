function "f" {
  input {
    int n
  }

  stack {
    conditional {
      if ($input.n > 1) {
        return {
          value = 1
        }
        debug.log { value = 1 } //? unreachable-code the `return` of line 9 always leaves
        debug.log { value = 2 }
      }

      elseif (false) { //? unreachable-code its condition never holds
        debug.log { value = 1 }
      }

      elseif (true) {
        debug.log { value = 1 }
      }

      else { //? unreachable-code the condition of line 20 always holds
        debug.log { value = 1 }
      }
    }

    foreach ([1, 2]) {
      each as $x {
        conditional {
          if ($x == 1) {
            continue
          }

          else {
            break
          }
        }

        debug.log { value = $x } //? unreachable-code the `conditional` of line 31
      }
    }

    try_catch {
      try {
        throw {
          name = "a"
          value = "b"
        }
        debug.log { value = 1 } //? unreachable-code the `throw` of line 47
      }

      catch {
        debug.log { value = $error.message }
      }
    }

    switch ($input.n) {
      case (1) {
        return {
          value = 1
        }
      } break

      default {
        debug.stop {
          value = 2
        }
      }
    }

    debug.log { value = 1 } //? unreachable-code the `switch` of line 59
  }

  response = null
}
---
function "no way out of the loop but a return" {
  stack {
    while (true) {
      each {
        return {
          value = 1
        }
      }
    }

    debug.log { value = 1 } //? unreachable-code nothing leaves the `while` of line 81 to here
  }

  response = null
}
---
function "reached" {
  input {
    int n
  }

  stack {
    conditional {
      if ($input.n == 1) {
        throw {
          name = "a"
          value = "b"
        }
      }
    }

    while (true) {
      each {
        conditional {
          if ($input.n > 1) {
            break
          }
        }
      }
    }

    expect.to_throw {
      stack {
        throw {
          name = "a"
          value = "b"
        }
      }
    }

    switch ($input.n) {
      case (1) {
        debug.log { value = 1 }
      } break

      default {
        return {
          value = 2
        }
      }
    }

    debug.log { value = 1 }
    return {
      value = 1
    }
  }

  response = null
}
