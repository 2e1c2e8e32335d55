run.job "Paths" {
  main = { name: "reading" }
}
---
function "reading" {
  stack {
    var $o { value = {a: {b: [10, {c: "deep"}]}, "x y": 1, "k.l": 2, "0": "zero", as: 3} }
    var $dotted { value = $o.a.b } //= [10, {"c": "deep"}]
    var $number_in_a_path { value = $o.a.b.0 } //= 10
    var $index { value = $o.a.b[1].c } //= "deep"
    var $quoted { value = $o."x y" } //= 1
    var $dot_bracket { value = $o.["x y"] } //= 1
    var $bracket { value = $o["x y"] } //= 1
    var $dot_in_a_key { value = $o["k.l"] } //= 2
    var $number_as_key { value = $o[0] } //= "zero"
    var $keyword { value = $o.as } //= 3
    var $key { value = "a" }
    var $computed { value = $o[$key].b[0] } //= 10
    var $of_a_group { value = ($o.a).b[0] } //= 10
    var $of_a_literal { value = {k: 1}.k } //= 1
    var $of_a_list_literal { value = ([5, 6])[1] } //= 6
    var $over_var { value = $var.o.a.b[0] } //= 10
  }

  response = $var|unset:"o"
}
---
function "brackets read null where nothing is" {
  stack {
    var $list { value = [1, 2] }
    var $object { value = {a: 1} }
    var $out_of_range { value = $list[2] } //= null
    var $below { value = $list[-1] } //= null
    var $no_index { value = $list["x"] } //= null
    var $missing_key { value = $object["b"] } //= null
    var $into_null { value = $object["b"]["c"] } //= null
    var $into_a_number { value = $list[0][0] } //= null
  }

  response = $var
}
---
function "get is null-safe" {
  stack {
    var $o { value = {a: {b: [10]}, "k.l": 2, n: null} }
    var $found { value = $o|get:"a.b.0" } //= 10
    var $missing { value = $o|get:"a.x.y" } //= null
    var $default { value = $o|get:"a.x.y":"d" } //= "d"
    var $null_is_there { value = $o|get:"n":"d" } //= null
    var $dotted_key { value = $o|get:"k.l" } //= 2
    var $of_null { value = null|get:"a":"d" } //= "d"
    var $of_text { value = "abc"|get:"a":"d" } //= "d"
    var $index { value = [5, 6]|get:1 } //= 6
    var $has { value = $o|has:"a.b.0" } //= true
    var $has_null { value = $o|has:"n" } //= true
    var $has_not { value = $o|has:"a.c" } //= false
  }

  response = $var|unset:"o"
}
---
function "a missing key" {
  stack {
    var $a { value = {b: 1} }
    var $x { value = $a.c } //! Unable to locate var: a.c
  }

  response = $x
}
---
function "a key of null" {
  stack {
    var $a { value = {b: null} }
    var $x { value = $a.b.c } //! Unable to locate var: a.b.c
  }

  response = $x
}
---
function "a key of a text" {
  stack {
    var $a { value = "text" }
    var $x { value = 1 + $a.length } //! Unable to locate var: a.length
  }

  response = $x
}
---
function "a key below an index" {
  stack {
    var $a { value = [{b: 1}] }
    var $x { value = $a[0].c } //! Unable to locate var: a[0].c
  }

  response = $x
}
---
function "a key of $var" {
  stack {
    var $x { value = $var.nothing } //! Unable to locate var: nothing
  }

  response = $x
}
---
function "an optional key" {
  stack {
    var $a { value = {b: 1} }
    var $there { value = [$a.b?] } //= [1]
    var $missing { value = [$a.c?] } //= [null]
  }

  response = $var
}
---
// An undeclared input raises; an optional one that was not given is null, or its default.
function "inputs" {
  input {
    int n?
    int d?=5
    int? nullable
    object o? {
      schema {
        text t
      }
    }
  }

  stack {
    var $optional { value = $input.n } //= null
    var $default { value = $input.d } //= 5
    var $nullable { value = $input.nullable } //= null
    var $all { value = $input } //= {"n": null, "d": 5, "nullable": null, "o": null}
    var $get { value = $input|get:"none":"-" } //= "-"
    var $bracket { value = $input["d"] } //= 5
  }

  response = $var
}
---
function "an undeclared input" {
  input {
    int n?
  }

  stack {
    var $x { value = $input.m } //! Unable to locate input: m
  }

  response = $x
}
---
function "an object that was not given" {
  input {
    object o? {
      schema {
        text t
      }
    }
  }

  stack {
    var $x { value = $input.o.t } //! Unable to locate var: input.o.t
  }

  response = $x
}
---
function "object literals" {
  stack {
    var $key { value = "k" }
    var $o { value = {a: 1, "b c": 2, $key: 3, if: 4, 5: 5, d-e: 6} } //= {"a": 1, "b c": 2, "k": 3, "if": 4, "5": 5, "d-e": 6}
    var $padded { value = {a : 1} } //= {"a": 1}
    var $twice { value = {a: 1, b: 2, a: 3} } //= {"a": 3, "b": 2}
    var $parted_by_lines { //= {"a": 1, "b": [1, 2]}
      value = {
        a: 1 // a comment
        b: [
          1
          2
        ]
      }
    }
    var $empty { value = {} } //= {}
  }

  response = $var
}
