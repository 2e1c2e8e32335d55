function "f" {
  input {
    int a
  }

  stack {
    conditional {
      if ($input.a == 1) {
        debug.log { value = 1 }
      } elseif ($input.a == 2) { //? else-line `elseif` on a line of its own
        debug.log { value = 1 }
      } else { //? else-line `else` on a line
        debug.log { value = 1 }
      }
    }

    conditional {
      if ($input.a == 1) {
        debug.log { value = 1 }
      }
      else {
        debug.log { value = 1 }
      }
    }

    try_catch {
      try {
        debug.log { value = 1 }
      } catch { //? else-line `catch`
        debug.log { value = 1 }
      }
      finally {
        debug.log { value = 1 }
      }
    }

    api.request {
      url = "https://example.com", //? property-comma no commas between properties
      method = "GET", timeout = 5 //? property-comma
      params = {a: 1, b: 2}
    } as $reply
  }

  response = $reply.response.result
}

function "g" { //? document-separator a line of `---`
  stack {
  }

  response = 1
}
---
function "h" {
  stack {
  }

  response = "---"
}
