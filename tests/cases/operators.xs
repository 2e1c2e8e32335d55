run.job "Operators" {
  main = { name: "arithmetic" }
}
---
function "arithmetic" {
  stack {
    var $add { value = 1 + 2 } //= 3
    var $subtract { value = 1 - 2 } //= -1
    var $multiply { value = 6 * 7 } //= 42
    var $exact { value = 6 / 3 } //= 2
    var $decimal { value = 7 / 2 } //= 3.5
    var $rest { value = 7 % 3 } //= 1
    var $rest_of_negative { value = (0 - 7) % 3 } //= -1
    var $rest_by_negative { value = 7 % (0 - 3) } //= 1
    var $rest_of_decimals { value = 7.9 % 3.9 } //= 1
    var $whole_decimal { value = 1.5 * 2 } //= 3
    var $binary { value = 0.1 + 0.2 } //= 0.30000000000000004
    var $overflow { value = 9223372036854775807 + 1 } //= 9.223372036854775807e18
    var $large_product { value = 4928188522590161285 * -1007428432199280040 } //= -4.9647972368954916e36
    var $large_sum { value = (2624867767967583411 + 1) + 6639841583833311213 } //= 9.264709351800893e18
    var $large_difference { value = (4865782901354085935 + $add - 2) - -7048155917072976836 } //= 1.1913938818427064e19
    var $minus { value = -$add } //= -3
    var $minus_minus { value = 1 - -2 } //= 3
  }

  response = $var
}
---
function "precedence" {
  stack {
    var $product_first { value = 1 + 2 * 3 } //= 7
    var $group_first { value = (1 + 2) * 3 } //= 9
    var $from_the_left { value = 10 - 3 - 2 } //= 5
    var $sum_before_tilde { value = 1 + 2 ~ "x" } //= "3x"
    var $sum_before_comparison { value = 1 + 1 == 2 } //= true
    var $comparison_before_and { value = 1 < 2 && 2 < 3 } //= true
    var $and_before_or { value = true || false && false } //= true
    var $or_before_ternary { value = false || true ? "yes" : "no" } //= "yes"
    var $not_first { value = !false && true } //= true
    var $coalesce_after_or { value = null ?? 1 == 1 } //= true
    var $filter_first { value = 1 / 4|sqrt } //= 0.5
    var $count_first { value = 2 < [1, 2, 3]|count } //= true
    var $not_after_filter { value = ![1]|is_empty } //= true
    var $sign_before_filter { value = -5|abs } //= 5
  }

  response = $var
}
---
function "numbers in texts count" {
  stack {
    var $add { value = "5" + "2.5" } //= 7.5
    var $blank { value = " 5 " + 1 } //= 6
    var $exponent { value = "1e3" + 0 } //= 1000
    var $null { value = null + 1 } //= 1
    var $true { value = true + 1 } //= 2
  }

  response = $var
}
---
function "text that is no number" {
  stack {
    var $x { value = "5 apples" + 1 } //! `+` needs a number, but got the text "5 apples"; `~` joins texts and lists
  }

  response = $x
}
---
function "arithmetic on a list" {
  stack {
    var $x { value = [1] * 2 } //! `*` needs a number, but got a list
  }

  response = $x
}
---
function "arithmetic on an object" {
  stack {
    var $x { value = 1 - {a: 1} } //! `-` needs a number, but got an object
  }

  response = $x
}
---
function "minus a text" {
  stack {
    var $a { value = "abc" }
    var $x { value = -$a } //! unary `-` needs a number
  }

  response = $x
}
---
function "division by zero" {
  stack {
    var $x { value = 1 / 0 } //! Division by zero
  }

  response = $x
}
---
function "division by null" {
  stack {
    var $x { value = 1 / null } //! Division by zero
  }

  response = $x
}
---
function "modulo by zero" {
  stack {
    var $x { value = 1 % 0.5 } //! Modulo by zero
  }

  response = $x
}
---
function "joining" {
  stack {
    var $texts { value = "a" ~ "b" } //= "ab"
    var $numbers { value = 1 ~ 2 } //= "12"
    var $decimal { value = "" ~ 0.1 + 0.2 } //= "0.3"
    var $null { value = "a" ~ null ~ "b" } //= "ab"
    var $bool { value = "is " ~ true ~ " or " ~ false } //= "is true or false"
    var $object { value = "o: " ~ {a: [1, null]} } //= "o: {\"a\":[1,null]}"
    var $lists { value = [1] ~ [2, 3] } //= [1, 2, 3]
    var $list_and_text { value = [1] ~ "x" } //= "[1]x"
  }

  response = $var
}
---
function "logic" {
  stack {
    var $and { value = 1 && "a" } //= true
    var $and_false { value = 1 && "" } //= false
    var $two { value = 2 }
    var $and_of_numbers { value = [1 && 2, $two && 0, $two && $two + 1, [1] && [], $two > 1 && $two] } //= [true, false, true, false, true]
    var $or_gives_the_operand { value = "a" || "b" } //= "a"
    var $or_gives_the_last { value = "" || 0 } //= 0
    var $or_twice { value = null || "" || "c" } //= "c"
    var $not { value = !0 } //= true
    var $not_not { value = !!"a" } //= true
    var $coalesce { value = null ?? "b" } //= "b"
    var $coalesce_takes_null_alone { value = false ?? "b" } //= false
    var $coalesce_empty { value = "" ?? "b" } //= ""
    var $coalesce_from_the_right { value = null ?? null ?? 3 } //= 3
  }

  response = $var
}
---
function "the right side is evaluated only when it decides" {
  stack {
    var $and { value = false && 1 / 0 == 1 } //= false
    var $or { value = true || 1 / 0 == 1 } //= true
    var $coalesce { value = 1 ?? 1 / 0 } //= 1
    var $yes { value = true ? 1 : 1 / 0 } //= 1
    var $no { value = false ? 1 / 0 : 2 } //= 2
  }

  response = $var
}
---
function "a ternary" {
  stack {
    var $n { value = 7 }
    var $simple { value = $n > 5 ? "big" : "small" } //= "big"
    var $nested { value = $n > 9 ? "huge" : $n > 5 ? "big" : "small" } //= "big"
    var $piped { value = ($n > 9 ? "a" : "b")|to_upper } //= "B"
    var $with_filters { value = $n > 5 ? ({k: 1}|get:"k") : "d" } //= 1
    var $in_an_object { value = {a: $n == 7 ? 1 : 2, b: 3} } //= {"a": 1, "b": 3}
    var $over_lines { //= "seven"
      value = $n == 7
        ? "seven"
        : "other"
    }
  }

  response = $var
}
---
function "ranges" {
  stack {
    var $up { value = (1..4) } //= [1, 2, 3, 4]
    var $one { value = (3..3) } //= [3]
    var $down { value = (3..1) } //= [3, 2, 1]
    var $below_zero { value = (-1..1) } //= [-1, 0, 1]
    var $n { value = 2 }
    var $computed { value = ($n..$n + 1) } //= [2, 3]
    var $text { value = ("1".."3") } //= [1, 2, 3]
    var $count { value = (1..5)|count } //= 5
  }

  response = $var
}
---
function "a range without end" {
  stack {
    var $x { value = (1..1e12) } //! `..` makes at most 10000000 numbers
  }

  response = $x
}
---
function "a range of words" {
  stack {
    var $x { value = ("a".."c") } //! `..` needs a number, but got the text "a"
  }

  response = $x
}
---
function "backticks hold an expression" {
  stack {
    var $a { value = `1 + 2` } //= 3
    var $b { value = `$a > 2 ? "big" : "small"` } //= "big"
    var $c { value = ```$a * 2``` } //= 6
    var $d { value = `[1, 2]|count` } //= 2

    conditional {
      if (`$a == 3 && $c == 6`) {
        var $e { value = "both" } //= "both"
      }
    }
  }

  response = $var
}
---
function "membership" {
  stack {
    var $in { value = 2 in [1, 2] } //= true
    var $loosely { value = "2" in [1, 2] } //= true
    var $not_in { value = 3 not in [1, 2] } //= true
    var $contains { value = [1, 2] contains 2 } //= true
    var $text { value = "abc" contains "b" } //= true
    var $key { value = {a: null} contains "a" } //= true
    var $not_contains { value = "abc" not contains "b" } //= false
    var $null { value = 1 in null } //= false
  }

  response = $var
}
---
function "membership in a number" {
  stack {
    var $x { value = 1 in 5 } //! needs a list, a text or an object, but got the int 5
  }

  response = $x
}
---
function "operators of queries" {
  stack {
    var $equal { value = 1 ==? 1 } //= true
    var $not_equal { value = 1 !=? 1 } //= false
    var $greater { value = 2 >=? 1 } //= true
    var $less { value = 2 <=? 1 } //= false
  }

  response = $var
}
---
function "an operator of queries alone" {
  stack {
    var $x { value = [1] overlaps [1] } //? the operator `overlaps` works on columns
  }

  response = $x
}
