run.job "Permissions as bits" {
  main = {
    name: "permissions"
    input: { roles: ["editor", "auditor"], revoke: ["delete"], check: ["read", "delete", "export"] }
  }
}
---
function "permissions" {
  input {
    text[] roles
    text[] revoke?=[]
    text[] check?=[]
  }

  stack {
    function.run "permission_bits" as $bits

    var $roles {
      value = {
        reader: ["read"]
        editor: ["read", "write", "delete"]
        auditor: ["read", "export"]
        admin: $bits|keys
      }
    }

    var $mask { value = 0 }

    foreach ($input.roles) {
      each as $role {
        foreach ($roles|get:$role:[]) {
          each as $name {
            math.bitwise.or $mask { value = $bits[$name] }
          }
        }
      }
    }

    // Taking away is "and not"
    foreach ($input.revoke) {
      each as $name {
        math.bitwise.and $mask { value = $bits[$name]|bitwise_not }
      }
    }

    var $answers { value = {} }

    foreach ($input.check) {
      each as $name {
        var.update $answers[$name] { value = ($mask|bitwise_and:$bits[$name]) != 0 }
      }
    }

    // What an admin has and we do not
    var $all { value = $bits|values|reduce:($result|bitwise_or:$$):0 }
    var $missing { value = $mask }
    math.bitwise.xor $missing { value = $all }
  }

  response = {
    mask: $mask
    binary: $mask|decbin
    hex: "0x" ~ ($mask|dechex)
    back: ($mask|decbin|bindec) == $mask && ($mask|dechex|hexdec) === $mask
    answers: $answers
    missing: $bits|entries|filter:($$.value|bitwise_and:$missing) > 0|map:$$.key
  }
}
---
function "permission_bits" {
  stack {
    var $bits { value = {} }
    var $bit { value = 1 }

    foreach (["read", "write", "delete", "export", "grant"]) {
      each as $name {
        var.update $bits[$name] { value = $bit }
        math.mul $bit { value = 2 }
      }
    }
  }

  response = $bits
}
