function "branches" {
  input {
    bool flag
    text kind
    text[] names
  }

  stack {
    conditional {
      if ($input.flag) {
        var $a { value = 1 }
        var $b { value = 1 }
      }

      else {
        var $b { value = 2 }
      }
    }

    debug.log { value = [$a, $b] } //? maybe-unset-var not every way through the `conditional` of line 9
    debug.log { value = $a }
    switch ($input.kind) {
      case ("x") {
        var $c { value = 1 }
      } break
    }

    debug.log { value = $c } //? maybe-unset-var the `switch` of line 22
    foreach ($input.names) {
      each as $name {
        var $last { value = $name }
      }
    }

    debug.log { value = $last } //? maybe-unset-var the `foreach` of line 29 may have no round
    try_catch {
      try {
        api.request {
          url = "https://example.com"
        } as $r
      }

      catch {
        debug.log { value = $r.response.status } //? maybe-unset-var the `try` of line 36 may fail
      }
    }

    debug.log { value = $later } //? maybe-unset-var is read before line 49
    var $later { value = 1 }
    debug.log { value = $later }
    util.post_process {
      stack {
        var $own { value = 1 }
      }
    }

    array.push $own { //? maybe-unset-var `$own` may be unset here
      value = 1
    }
    array.push $nothing { //? unset-var nothing sets `$nothing`
      value = 1
    }
  }

  response = [$own, $list] //? unset-var nothing sets `$list`
}
---
function "set on every way" {
  input {
    bool flag
    enum mode { values = ["a", "b"] }
    int level filters=min:1|max:2
    text? name
    json rows
  }

  stack {
    conditional {
      if ($input.name == null) {
        return {
          value = null
        }
      }

      elseif ($input.flag) {
        var $a { value = 1 }
      }

      else {
        var $a { value = 2 }
      }
    }

    switch ($input.mode) {
      case ("a") {
        var $b { value = 1 }
      } break

      case ("b") {
        var $b { value = 2 }
      } break
    }

    switch ($input.level) {
      case (1) { //? fallthrough
        debug.log { value = 1 }
      }

      case (2) {
        var $c { value = 2 }
      } break

      default {
        throw {
          name = "level"
          value = "none"
        }
      }
    }

    for (3) {
      each as $i {
        var $d { value = $i }
      }
    }

    while (true) {
      each {
        var $e { value = $d }
        conditional {
          if ($e > 1) {
            break
          }
        }
      }
    }

    try_catch {
      try {
        var $f { value = 1 }
      }

      catch {
        throw {
          name = "f"
          value = $error.message
        }
      }
    }

    group {
      stack {
        var $g { value = $h ?? 1 }
        var $h { value = $input.rows|reduce:$$ + $result:0 }
      }
    }
  }

  response = [$a, $b, $c, $d, $e, $f, $g, $h]
}
---
function "decided by what was asked" {
  input {
    bool flag
    json rows
  }

  stack {
    var $found { value = false }
    foreach ($input.rows) {
      each as $row {
        conditional {
          if ($row.id == 1) {
            var.update $found { value = true }
            var $item { value = $row }
          }
        }

        conditional {
          if ($found) {
            debug.log { value = $later }
          }
        }

        var $later { value = $row }
      }
    }

    conditional {
      if ($found) {
        debug.log { value = $item }
      }
    }

    conditional {
      if ($input.flag) {
        var $a { value = 1 }
      }
    }

    conditional {
      if (!$input.flag) {
        var $a { value = 2 }
      }
    }

    var $ok { value = $input.flag }
    precondition ($ok)
    var $x { value = $found ? $item : null }
    var $y { value = $found && $item.id == 1 }
  }

  response = [$a, $x, $y]
}
---
function "no branch is left out, and loops that have a round" {
  input {
    bool flag
    int n
    int m
    enum mode { values = ["a", "b"] }
  }

  stack {
    conditional {
      if ($input.n < $input.m) {
        var $a { value = -1 }
      }

      elseif ($input.n == $input.m) {
        var $a { value = 0 }
      }

      elseif ($input.n > $input.m) {
        var $a { value = 1 }
      }
    }

    conditional {
      if ($input.flag) {
        var $b { value = 1 }
      }

      elseif (!$input.flag) {
        var $b { value = 2 }
      }
    }

    conditional {
      if ($input.mode == "a") {
        var $c { value = 1 }
      }

      elseif ($input.mode == "b") {
        var $c { value = 2 }
      }
    }

    var $tries { value = 0 }
    var $done { value = false }
    while ($tries < 3 && !$done) {
      each {
        math.add $tries {
          value = 1
        }
        var $d { value = $tries }
        var.update $done { value = $d > 1 }
      }
    }

    var $queue { value = [1] }
    while (($queue|count) > 0) {
      each {
        array.pop $queue as $e
      }
    }

    var $list { value = [1, 2] }
    foreach ($list) {
      each as $f {
        debug.log { value = $f }
      }
    }
  }

  response = [$a, $b, $c, $d, $e, $f]
}
---
function "a branch is left out, and loops that may have no round" {
  input {
    int n
    int? m
  }

  stack {
    conditional {
      if ($input.n < 1) {
        var $a { value = -1 }
      }

      elseif ($input.n > 1) {
        var $a { value = 1 }
      }
    }

    conditional {
      if ($input.m == 1) {
        var $b { value = 1 }
      }

      elseif ($input.n == 2) {
        var $b { value = 2 }
      }
    }

    var $tries { value = 0 }
    while ($tries > 0 || $tries == $input.n) {
      each {
        var $c { value = $tries }
        math.add $tries {
          value = 1
        }
      }
    }

    var $list { value = [] }
    foreach ($list) {
      each as $d {
        debug.log { value = $d }
      }
    }

    conditional {
      if ($input.n == 3) {
        var.update $list { value = [1] }
      }
    }

    foreach ($list) {
      each as $e {
        debug.log { value = $e }
      }
    }
  }

  response = [
    $a //? maybe-unset-var the `conditional`
    $b //? maybe-unset-var the `conditional`
    $c //? maybe-unset-var the `while`
    $d //? maybe-unset-var the `foreach`
    $e //? maybe-unset-var the `foreach`
  ]
}
---
function "flags" {
  input {
    text url
    int most
  }

  stack {
    var $done { value = false }
    try_catch {
      try {
        api.request {
          url = $input.url
        } as $first
        var.update $done { value = true }
      }

      catch {
        debug.log { value = $error.message }
      }
    }

    conditional {
      if (!$done) {
        var $first { value = null }
      }
    }

    var $done { value = false }
    while (!$done) {
      each {
        try_catch {
          try {
            api.request {
              url = $input.url
            } as $second
            var.update $done { value = true }
          }

          catch {
            var.update $done { value = false }
          }
        }
      }
    }

    while (true) {
      each {
        try_catch {
          try {
            api.request {
              url = $input.url
            } as $third
            var $ok { value = true }
          }

          catch {
            var $ok { value = false }
          }
        }

        conditional {
          if ($ok) {
            break
          }
        }
      }
    }

    var $done { value = false }
    while (!$done) {
      each {
        try_catch {
          try {
            api.request {
              url = $input.url
            } as $fourth
          }

          catch {
            debug.log { value = $error.message }
          }
        }

        var.update $done { value = true }
      }
    }

    var $i { value = 0 }
    while (true) {
      each {
        conditional {
          if ($i >= $input.most) {
            break
          }
        }

        math.add $i { value = 1 }
        var $fifth { value = $i }
      }
    }
  }

  response = [
    $first
    $second
    $third
    $fourth //? maybe-unset-var the `try` of line
    $fifth //? maybe-unset-var may be left before it is set
  ]
}
