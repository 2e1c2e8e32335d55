run.job "Text" {
  main = { name: "literals" }
}
---
function "literals" {
  stack {
    var $double { value = "a" } //= "a"
    var $single { value = 'a "b"' } //= "a \"b\""
    var $escapes { value = "1\t2\n\"3\" \\ \u00e9" } //= "1\t2\n\"3\" \\ é"
    var $pair { value = "\ud83d\ude00" } //= "😀"
    var $unknown_escape { value = "\d+\." } //= "\\d+\\."
    var $not_interpolated { value = "$double and {{x}}" } //= "$double and {{x}}"
    var $comment_inside { value = "http://x" ~ "#" } //= "http://x#"
    var $over_lines { //= "one\n  \\n two"
      value = """one
  \n two"""
    }
  }

  response = $var
}
---
function "as text" {
  stack {
    var $int { value = 12|to_text } //= "12"
    var $decimal { value = 1.50|to_text } //= "1.5"
    var $whole_decimal { value = (1.5 * 2)|to_text } //= "3"
    var $fourteen_digits { value = (1 / 3)|to_text } //= "0.33333333333333"
    var $all_digits_in_json { value = [1 / 3] ~ "" } //= "[0.3333333333333333]"
    var $large { value = 1e25|to_text } //= "1.0E+25"
    var $true { value = true|to_text } //= "true"
    var $false { value = false|to_text } //= "false"
    var $null { value = null|to_text } //= ""
    var $list { value = [1, "a", null]|to_text } //= "[1,\"a\",null]"
    var $object { value = {a: "ü/"}|to_text } //= "{\"a\":\"ü/\"}"
    var $empty_object { value = {}|to_text } //= "{}"
  }

  response = $var
}
---
function "characters" {
  stack {
    var $s { value = "añ😀z" }
    var $first { value = $s[0] } //= "a"
    var $third { value = $s[2] } //= "😀"
    var $last { value = $s[-1] } //= "z"
    var $outside { value = $s[9] } //= null
    var $computed { value = $s[1 + 2] } //= "z"
    var $count { value = $s|strlen } //= 4
  }

  response = $var
}
