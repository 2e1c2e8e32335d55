run.job "Returning" {
  main = { name: "return leaves at once" }
}
---
function "return leaves at once" {
  stack {
    return { value = 1 + 1 }
    var $x { value = 1 / 0 }
  }

  response = 1 / 0 //= 2
}
---
function "return without a value" {
  stack {
    return
  }

  response = "never" //= null
}
---
function "no response" {
  stack {
    var $x { value = 1 } //= 1
  }

  response = $var
}
---
function "return from loops" {
  stack {
    foreach ([1, 2, 3]) {
      each as $a {
        while (true) {
          each {
            for (5) {
              each as $i {
                conditional {
                  if ($i == 3) {
                    return { value = $a ~ $i }
                  }
                }
              }
            }
          }
        }
      }
    }
  }

  response = "never" //= "13"
}
---
function "return from try, after finally" {
  stack {
    function.run "returns from try" as $value
    try_catch {
      try {
        return { value = $value }
      }

      finally {
        debug.log { value = "finally runs before the function is left" }
      }
    }
  }

  response = "never" //= "from try"
}
---
function "returns from try" {
  stack {
    try_catch {
      try {
        return { value = "from try" }
      }

      catch {
        return { value = "never" }
      }

      finally {
        var $x { value = 1 }
      }
    }
  }

  response = "never"
}
---
function "return from catch" {
  stack {
    try_catch {
      try {
        throw { name = "x" value = "y" }
      }

      catch {
        return { value = $error.message }
      }
    }
  }

  response = "never" //= "y"
}
---
function "return from finally wins" {
  stack {
    try_catch {
      try {
        throw { name = "x" value = "y" }
      }

      catch {
        return { value = "catch" }
      }

      finally {
        return { value = "finally" }
      }
    }
  }

  response = "never" //= "finally"
}
---
function "stop" {
  stack {
    debug.stop { value = {a: 1} } //= {"a": 1}
    var $x { value = 1 / 0 }
  }

  response = "never"
}
---
function "stop goes through try" {
  stack {
    try_catch {
      try {
        debug.stop { value = "stopped" } //= "stopped"
      }

      catch {
        return { value = "caught" }
      }
    }
  }

  response = "never"
}
---
function "stop goes through finally" {
  stack {
    foreach ([1, 2]) {
      each as $x {
        try_catch {
          try {
            debug.stop { value = $x } //= 1
          }

          finally {
            continue
          }
        }
      }
    }
  }

  response = "never"
}
---
function "stop in a called function ends the run" {
  stack {
    function.run "stops" as $x
    var $y { value = 1 / 0 }
  }

  response = "never" //= "from below"
}
---
function "stops" {
  stack {
    debug.stop { value = "from below" }
  }

  response = null
}
