function "asks for null" {
  stack {
    redis.get { key = "a" } as $cached
    conditional {
      if ($cached != null) { //? redis-miss write `$cached !== false`
        debug.log { value = $cached }
      }
    }

    precondition (null !== $cached) { //? redis-miss gives false where there is no key
      error = "no session"
    }

    redis.get { key = "n" } as $n
    var $next { value = ($n ?? 0) + 1 } //? redis-miss write `$n === false ? 0 : $n`
    debug.log { value = [$next, $n|first_notnull:"none"] } //? redis-miss $n === false ? "none" : $n
    debug.log { value = $var.n|is_null|to_text } //? redis-miss ask whether it is `=== false`
    redis.get { key = "m" } as $m|first_notnull:0 //? redis-miss ask whether
  }

  response = $m
}
---
function "asks for what a miss gives" {
  stack {
    redis.get { key = "a" } as $a
    redis.get { key = "b" } as $b
    redis.get { key = "c" } as $c
    redis.get { key = "d" } as $d
    redis.get { key = "e" } as $e
    conditional {
      if ($a) {
        debug.log { value = $a == null }
      }
      elseif ($b === false || $b == null) {
        debug.log { value = !$c }
      }
    }

    debug.log { value = [$c ?? 0, $d ? $d ?? 1 : 2, $e|first_notempty:0, $e ?? 0] }
  }

  response = null
}
---
function "looks for the key before" {
  stack {
    var $id { value = 5 }
    redis.has { key = "a" ~ $var.id } as $is_there
    redis.get { key = "a" ~ $id } as $a
    redis.get { key = "b" } as $b
    redis.has { key = "b" } as $was_there
    debug.log { value = [$is_there, $a ?? 0, $b ?? 0, $was_there] } //? redis-miss $b === false ? 0 : $b
  }

  response = null
}
---
function "holds something else" {
  stack {
    redis.get { key = "a" } as $a
    debug.log { value = $a }
    var.update $a { value = null }
    redis.get { key = "b" } as $b|to_text
    redis.get { key = "c" } as $c
    redis.shift { key = "d" } as $d
    debug.log { value = [$a == null, $b ?? "", ($c|get:"name") == null, $d == null] }
  }

  response = null
}
