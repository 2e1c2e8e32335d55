run.job "Null guards" {
  main = { name: "coalesce" }
}
---
// A read that asks whether something is there gives null where it is not.
function "coalesce" {
  stack {
    var $o { value = {a: {b: 1}, list: []} }
    var $there { value = $o.a.b ?? 2 } //= 1
    var $key { value = $o.x ?? 2 } //= 2
    var $path { value = $o.x.y.z ?? 2 } //= 2
    var $into_a_number { value = $o.a.b.c ?? 2 } //= 2
    var $index { value = $o.list[0].n ?? 2 } //= 2
    var $variable { value = $never ?? 2 } //= 2
    var $below_a_variable { value = $never.x ?? 2 } //= 2
    var $over_var { value = $var.never ?? 2 } //= 2
    var $in_parentheses { value = ($o.x) ?? 2 } //= 2
    var $chain { value = $o.x ?? $o.y ?? $o.a.b } //= 1
    var $undeclared_input { value = $input.x ?? 2 } //= 2
  }

  response = $var|unset:"o"
}
---
function "compared with null" {
  stack {
    var $o { value = {a: null} }
    var $missing { value = $o.x == null } //= true
    var $present { value = $o.a == null } //= true
    var $not { value = $o.x.y != null } //= false
    var $identical { value = $o.x === null } //= true
    var $not_identical { value = $o.x !== null } //= false
    var $turned_round { value = null == $o.x } //= true
    var $variable { value = $never == null } //= true
    var $in_a_condition { value = $o.x != null && $o.x.y > 1 } //= false
  }

  response = $var|unset:"o"
}
---
function "piped into a test" {
  stack {
    var $o { value = {a: 1} }
    var $is_null { value = $o.x|is_null } //= true
    var $is_empty { value = $o.x.y|is_empty } //= true
    var $first_notnull { value = $o.x|first_notnull:2 } //= 2
    var $first_notempty { value = $o.x|first_notempty:3 } //= 3
    var $variable { value = $never|is_null } //= true
    var $disabled_filter_before { value = $o.x|!trim|is_null } //= true
  }

  response = $var|unset:"o"
}
---
function "piped into something else" {
  stack {
    var $o { value = {a: 1} }
    var $x { value = $o.x|trim|is_null } //! Unable to locate var: o.x
  }

  response = $x
}
---
function "the right side is no guard" {
  stack {
    var $o { value = {a: 1} }
    var $x { value = null ?? $o.x } //! Unable to locate var: o.x
  }

  response = $x
}
---
function "compared with something else" {
  stack {
    var $o { value = {a: 1} }
    var $x { value = $o.x == 1 } //! Unable to locate var: o.x
  }

  response = $x
}
---
// What may not be set yet is told from what is, wherever the paths of the run part.
function "set on some paths" {
  stack {
    conditional {
      if (1 == 2) {
        var $a { value = 1 }
      }
    }

    var $after_if { value = $a ?? "unset" } //= "unset"

    conditional {
      if (1 == 2) {
        var $b { value = 1 }
      }
      else {
        var $b { value = 2 }
      }
    }

    var $after_else { value = $b ?? "unset" } //= 2

    try_catch {
      try {
        var $zero { value = 1 / 0 }
      }

      catch {
        var $in_catch { value = $zero ?? "unset" } //= "unset"
      }

      finally {
        var $in_finally { value = $zero ?? "unset" } //= "unset"
      }
    }

    var $after_try { value = $zero ?? "unset" } //= "unset"

    foreach ([1, 2, 3]) {
      each as $item {
        conditional {
          if ($item == 2) {
            continue
          }
        }

        var $log { value = ($log ?? "") ~ $item } //= "13"
      }
    }

    switch (3) {
      case (1) {
        var $c { value = 1 }
      } break

      default {
        var $d { value = 2 }
      }
    }

    var $after_case { value = $c ?? "unset" } //= "unset"
    var $after_default { value = $d ?? "unset" } //= 2
    var $all { value = $var|has:"a" } //= false
  }

  response = $var
}
---
function "a guarded variable still raises elsewhere" {
  stack {
    conditional {
      if ($a == null) {
        var $b { value = $a } //! Unable to locate var: a
      }
    }

    var $a { value = 1 }
  }

  response = $b
}
---
function "a guarded variable still raises when it is changed" {
  stack {
    var $b { value = $a ?? 1 }
    math.add $a { //! Unable to locate var: a
      value = 1
    }
  }

  response = $b
}
---
function "a disabled statement binds nothing" {
  stack {
    !var $a { value = 1 }
    var $b { value = $a ?? 2 } //= 2
    var $c { value = 1 disabled = true }
    var $d { value = $c ?? 3 } //= 3
  }

  response = $var
}
---
function "inside of an expression filter" {
  stack {
    var $list { value = [{n: 1}, {}, {n: null}] }
    var $mapped { value = $list|map:$$.n ?? 0 } //= [1, 0, 0]
    var $kept { value = $list|filter:$this.n != null } //= [{"n": 1}]
    var $outer { value = $list|map:$never ?? "-" } //= ["-", "-", "-"]
  }

  response = $var
}
---
function "heads of expectations that ask whether something is there" {
  stack {
    var $o { value = {a: {b: 1}, n: null} }
    expect.to_be_defined ($o.a.b)
    expect.to_not_be_defined ($o.x.y)
    expect.to_not_be_defined ($o.n)
    expect.to_not_be_defined ($never)
    expect.to_not_be_defined ($never.x[0].y)
    expect.to_be_null ($o.x.y)
    expect.to_be_null ($input.x)
    expect.to_be_null ($late)
    var $late { value = 1 }
    expect.to_not_be_null ($late)
    expect.to_not_be_null ($o.x) //! Expected anything but null, but got null
  }

  response = $late
}
---
function "heads of other expectations are no guards" {
  stack {
    var $o { value = {a: 1} }
    expect.to_be_empty ($o.x) //! Unable to locate var: o.x
  }

  response = null
}
