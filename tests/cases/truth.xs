run.job "Truth" {
  main = { name: "what is true" }
}
---
function "what is true" {
  stack {
    var $null { value = null ? 1 : 0 } //= 0
    var $false { value = false ? 1 : 0 } //= 0
    var $zero { value = 0 ? 1 : 0 } //= 0
    var $zero_decimal { value = 0.0 ? 1 : 0 } //= 0
    var $empty { value = "" ? 1 : 0 } //= 0
    var $zero_text { value = "0" ? 1 : 0 } //= 0
    var $list { value = [] ? 1 : 0 } //= 0
    var $object { value = {} ? 1 : 0 } //= 0
    var $one { value = -1 ? 1 : 0 } //= 1
    var $blank { value = " " ? 1 : 0 } //= 1
    var $zero_decimal_text { value = "0.0" ? 1 : 0 } //= 1
    var $false_text { value = "false" ? 1 : 0 } //= 1
    var $list_of_null { value = [null] ? 1 : 0 } //= 1
    var $object_of_null { value = {a: null} ? 1 : 0 } //= 1
  }

  response = $var
}
---
function "conditions go by truth" {
  stack {
    var $log { value = [] }

    conditional {
      if ("0") {
        array.push $log { value = "if" }
      }
      elseif ([]) {
        array.push $log { value = "elseif" }
      }
      else {
        array.push $log { value = "else" }
      }
    }

    var $left { value = 3 }
    while ($left) {
      each {
        var.update $left { value = $left - 1 }
        array.push $log { value = $left }
      }
    }

    precondition ("text")
    precondition (!"" && !null)
  }

  response = $log //= ["else", 2, 1, 0]
}
