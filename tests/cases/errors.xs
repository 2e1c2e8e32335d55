run.job "Errors" {
  main = { name: "throw" }
}
---
function "throw" {
  stack {
    throw { //! out of stock
      name = "stock"
      value = "out of stock"
    }
  }

  response = null
}
---
function "throw an object" {
  stack {
    throw { //! {"left":0}
      name = "stock"
      value = {left: 0}
    }
  }

  response = null
}
---
function "what a catch sees of a throw" {
  stack {
    try_catch {
      try {
        throw { name = "stock" value = "out of stock" }
      }

      catch {
        var $text { value = $error } //= {"code": "ERROR_CODE_THROWN_ERROR", "name": "stock", "message": "out of stock", "result": "out of stock"}
      }
    }

    try_catch {
      try {
        throw { name = "stock" value = {left: 0} }
      }

      catch {
        var $object { value = $error.result } //= {"left": 0}
      }
    }

    try_catch {
      try {
        throw { value = "no name" }
      }

      catch {
        var $nameless { value = [$error.name, $error.message] } //= ["standard", "no name"]
      }
    }
  }

  response = $var
}
---
function "a precondition that holds" {
  stack {
    precondition (1 == 1) {
      error = 1 / 0
    }
  }

  response = "ok" //= "ok"
}
---
function "a precondition that fails" {
  stack {
    precondition (1 == 2) { //! too few
      error_type = "inputerror"
      error = "too few"
    }
  }

  response = null
}
---
function "a precondition without a block" {
  stack {
    precondition (1 == 2) //! Precondition failed
  }

  response = null
}
---
function "types of preconditions" {
  stack {
    var $codes { value = {} } //= {"standard": "ERROR_FATAL", "inputerror": "ERROR_CODE_INPUT_ERROR", "badrequest": "ERROR_CODE_BAD_REQUEST", "unauthorized": "ERROR_CODE_UNAUTHORIZED", "accessdenied": "ERROR_CODE_ACCESS_DENIED", "notfound": "ERROR_CODE_NOT_FOUND", "toomanyrequests": "ERROR_CODE_TOO_MANY_REQUESTS", "": "ERROR_FATAL", "unknown": "ERROR_FATAL"}
    foreach ($codes|keys|push:"standard"|push:"inputerror"|push:"badrequest"|push:"unauthorized"|push:"accessdenied"|push:"notfound"|push:"toomanyrequests"|push:""|push:"unknown") {
      each as $type {
        try_catch {
          try {
            precondition (false) {
              error_type = $type
              error = "m"
              payload = {t: $type}
            }
          }

          catch {
            var.update $codes { value = $codes|set:$error.result.t:$error.code }
          }
        }
      }
    }
  }

  response = $var
}
---
function "what a catch sees of other failures" {
  stack {
    var $seen { value = [] }
    try_catch {
      try {
        var $x { value = 1 / 0 }
      }

      catch {
        array.push $seen { value = $error.message }
      }
    }

    try_catch {
      try {
        var $x { value = $missing }
      }

      catch {
        array.push $seen { value = $error.message }
      }
    }

    try_catch {
      try {
        var $x { value = $set_later }
      }

      catch {
        array.push $seen { value = $error.message }
      }
    }

    var $set_later { value = 1 }
  }

  response = $seen //= ["Division by zero", "Unable to locate var: missing", "Unable to locate var: set_later"]
}
---
function "a try that succeeds" {
  stack {
    var $seen { value = [] }
    try_catch {
      try {
        array.push $seen { value = "try" }
      }

      catch {
        array.push $seen { value = "never" }
      }

      finally {
        array.push $seen { value = "finally" }
      }
    }
  }

  response = $seen //= ["try", "finally"]
}
---
function "try without catch drops the error" {
  stack {
    var $seen { value = [] }
    try_catch {
      try {
        throw { name = "x" value = "y" }
      }

      finally {
        array.push $seen { value = "finally" }
      }
    }

    array.push $seen { value = "after" }
  }

  response = $seen //= ["finally", "after"]
}
---
function "finally runs when catch throws" {
  stack {
    var $seen { value = [] }
    try_catch {
      try {
        try_catch {
          try {
            throw { name = "first" value = "1" }
          }

          catch {
            throw { name = "second" value = $error.message ~ "2" }
          }

          finally {
            array.push $seen { value = "inner finally" }
          }
        }
      }

      catch {
        array.push $seen { value = $error.name ~ " " ~ $error.message }
      }

      finally {
        array.push $seen { value = "outer finally" }
      }
    }
  }

  response = $seen //= ["inner finally", "second 12", "outer finally"]
}
---
function "an error of a catch goes out" {
  stack {
    try_catch {
      try {
        throw { name = "a" value = "a" }
      }

      catch {
        var $x { value = 1 % 0 } //! Modulo by zero
      }
    }
  }

  response = null
}
---
function "the inner error is the one of the inner catch" {
  stack {
    var $seen { value = [] }
    try_catch {
      try {
        throw { name = "outer" value = "o" }
      }

      catch {
        array.push $seen { value = $error.name }
        try_catch {
          try {
            throw { name = "inner" value = "i" }
          }

          catch {
            array.push $seen { value = $error.name }
          }
        }
      }
    }
  }

  response = $seen //= ["outer", "inner"]
}
---
function "what a failed statement has not set" {
  stack {
    var $x { value = "before" }
    try_catch {
      try {
        var $x { value = "a" ~ (1 / 0) }
      }

      catch {
      }
    }
  }

  response = $x //= "before"
}
---
function "not run yet" {
  stack {
    api.realtime_event { //! `api.realtime_event` cannot run here yet
      channel = "x"
    }
  }

  response = null
}
