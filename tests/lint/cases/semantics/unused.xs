function "unused" {
  input {
    int n
    text name //? unused-input the input `name` is never read
    int _spare
  }

  stack {
    var $a { value = 1 } //? unused-var `$a` is set and never read
    var $count { value = 0 } //? unused-var
    math.add $count {
      value = 1
    }
    var $list { value = [] } //? unused-var
    var.update $list { value = $list|push:$input.n }
    var $object { value = {} } //? unused-var
    var.update $object.key { value = 1 }
    var $_kept { value = 1 }
    var $b { value = 1 } //? overwritten-var this value of `$b` is never read: line 20
    var $b { value = 2 }
    array.find ([1, 2]) if ($this > 1) as $found //? unused-var
    !debug.log { value = $a }
  }

  response = $b
}
---
function "used" {
  input {
    int n
    text title
    text style
    text whole
  }

  stack {
    api.request {
      url = "https://example.com"
    } as $answer
    for (3) {
      each as $i {
        debug.log { value = $input.n }
      }
    }

    var $key { value = "k" }
    var $object { value = {}|set:$key:1 }
    var $b { value = 1 }
    var $b { value = $b + 1 }
    var $in_text { value = 1 }
    util.template_engine {
      value = "{{ $var.in_text }} {{ $input.title }} {{ $input.style }} {{ $input.whole }}"
    } as $page
    array.pop $object.list as $dropped
    try_catch {
      try {
        var $state { value = "begun" }
        var $state { value = 1 / $input.n }
      }

      catch {
        debug.log { value = $state }
      }
    }
  }

  response = [$object, $var.b, $page]
}
---
function "all at once" {
  input {
    int n
  }

  stack {
    var $a { value = 1 }
    util.get_vars as $all
    debug.log { value = $input }
  }

  response = $all
}
