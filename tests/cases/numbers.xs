run.job "Numbers" {
  main = { name: "literals" }
}
---
function "literals" {
  stack {
    var $int { value = 42 } //= 42
    var $negative { value = -42 } //= -42
    var $decimal { value = 1.25 } //= 1.25
    var $exponent { value = 2.5e3 } //= 2500
    var $small { value = 1e-3 } //= 0.001
    var $largest_int { value = 9223372036854775807 } //= 9223372036854775807
    var $larger { value = 9223372036854775808 } //= 9.223372036854776e18
    var $in_a_list { value = [1, -2, - 3, 4 -5] } //= [1, -2, -3, -1]
    var $list_over_lines { //= [1, -1]
      value = [
        1
        -1
      ]
    }
  }

  response = $var
}
---
function "kinds" {
  stack {
    var $exact { value = (6 / 3)|is_int } //= true
    var $not_exact { value = (7 / 2)|is_decimal } //= true
    var $decimal_stays { value = (3.0 / 1)|is_decimal } //= true
    var $text_becomes_int { value = ("3" + "4")|is_int } //= true
    var $overflow_is_decimal { value = (9223372036854775807 + 1)|is_decimal } //= true
    var $product { value = (4294967296 * 4294967296)|is_decimal } //= true
    var $rest { value = (7.5 % 2)|is_int } //= true
  }

  response = $var
}
---
function "a decimal without a fraction prints as an int" {
  stack {
    var $x { value = 2.0 * 3 } //= 6
    var $list { value = [1.0, 2.5] } //= [1, 2.5]
    var $text { value = {n: 10.0}|json_encode } //= "{\"n\":10}"
    var $joined { value = 10.0 ~ "" } //= "10"
  }

  response = $var
}
---
function "a decimal as an index is cut off" {
  stack {
    var $list { value = ["a", "b", "c"] }
    var $middle { value = $list[3 / 2] } //= "b"
    var $text { value = "abc"[2.9] } //= "c"
    var $got { value = $list|get:1.5 } //= "b"
  }

  response = $var
}
