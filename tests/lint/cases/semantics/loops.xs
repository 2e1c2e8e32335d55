function "endless" {
  input {
    int n
  }

  stack {
    var $i { value = 0 }
    while ($i < $input.n) { //? endless-loop nothing in it sets `$i`
      each {
        debug.log { value = $i }
      }
    }
  }

  response = null
}
---
function "always" {
  stack {
    while (true) { //? endless-loop nothing leaves it
      each {
        foreach ([1, 2]) {
          each as $x {
            conditional {
              if ($x == 1) {
                break
              }
            }
          }
        }
      }
    }

    debug.log { value = 1 }
  }

  response = null
}
---
function "breaks of cases" {
  input {
    text kind
  }

  stack {
    while (true) { //? endless-loop nothing leaves it
      each {
        switch ($input.kind) {
          case ("a") {
            debug.log { value = 1 }
            break
          }

          default {
            debug.log { value = 2 }
          } break
        }
      }
    }
  }

  response = null
}
---
function "ends" {
  input {
    int n
    int[] list
  }

  stack {
    var $i { value = 0 }
    while ($i < $input.n) {
      each {
        math.add $i {
          value = 1
        }
      }
    }

    while ($i < $input.n) {
      each {
        conditional {
          if (($input.list|count) > 3) {
            return {
              value = 1
            }
          }
        }
      }
    }

    var $queue { value = $input.list }
    while (($queue|count) > 0) {
      each {
        array.pop $queue as $item
        debug.log { value = $item }
      }
    }

    while (now < $input.n) {
      each {
        util.sleep {
          value = 1
        }
      }
    }

    while (true) {
      each {
        precondition ($input.n > 1)
      }
    }
  }

  response = null
}
