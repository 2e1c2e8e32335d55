run.job "Comparison" {
  main = { name: "equality" }
}
---
// Numbers and numeric texts compare as numbers, null equals only null, the rest is PHP 8's `==`.
function "equality" {
  stack {
    var $ints { value = 1 == 1 } //= true
    var $decimal { value = 1 == 1.0 } //= true
    var $numeric_text { value = 1 == "1" } //= true
    var $numeric_texts { value = "1" == "01" } //= true
    var $exponent { value = "10" == "1e1" } //= true
    var $blanks { value = "1 " == " 1" } //= true
    var $texts { value = "abc" == "ABC" } //= false
    var $word_and_zero { value = "abc" == 0 } //= false
    var $empty_and_zero { value = "" == 0 } //= false
    var $null { value = null == null } //= true
    var $null_and_false { value = null == false } //= false
    var $null_and_zero { value = null == 0 } //= false
    var $null_and_empty { value = null == "" } //= false
    var $null_and_list { value = [] == null } //= false
    var $false_and_zero { value = false == 0 } //= true
    var $false_and_empty { value = false == "" } //= true
    var $true_and_text { value = true == "no" } //= true
    var $not { value = 1 != "1" } //= false
  }

  response = $var
}
---
function "equality of lists and objects" {
  stack {
    var $lists { value = [1, [2, "3"]] == ["1", [2, 3]] } //= true
    var $order_of_a_list { value = [1, 2] == [2, 1] } //= false
    var $length { value = [1] == [1, 1] } //= false
    var $objects { value = {a: 1, b: {c: 2}} == {b: {c: "2"}, a: 1} } //= true
    var $keys { value = {a: 1} == {b: 1} } //= false
    var $more_keys { value = {a: 1} == {a: 1, b: 2} } //= false
    var $null_inside { value = [null] == [0] } //= false
    var $empty_ones { value = [] == {} } //= true
    var $list_and_text { value = [1] == "1" } //= false
  }

  response = $var
}
---
function "identity" {
  stack {
    var $int { value = 1 === 1 } //= true
    var $text { value = 1 === "1" } //= false
    var $decimal { value = 1 === 1.0 } //= false
    var $bool { value = true === 1 } //= false
    var $null { value = null === null } //= true
    var $list { value = [1, [2]] === [1, [2]] } //= true
    var $types_inside { value = [1] === ["1"] } //= false
    var $order_of_keys { value = {a: 1, b: 2} === {b: 2, a: 1} } //= false
    var $not { value = 1 !== "1" } //= true
    var $not_null { value = 0 !== null } //= true
  }

  response = $var
}
---
function "order" {
  stack {
    var $less { value = 1 < 2 } //= true
    var $not_less { value = 2 < 2 } //= false
    var $less_or_equal { value = 2 <= 2 } //= true
    var $greater { value = 3 > 2 } //= true
    var $greater_or_equal { value = 2 >= 3 } //= false
    var $numeric_texts { value = "10" > "9" } //= true
    var $texts { value = "abc" < "abd" } //= true
    var $cases { value = "B" < "a" } //= true
    var $text_and_number { value = "10" > 9.5 } //= true
    var $word_and_number { value = "abc" > 5 } //= true
    var $null_and_number { value = null < 1 } //= true
    var $null_and_text { value = null < "a" } //= true
    var $null_is_not_less_than_zero { value = null < 0 } //= false
    var $bools { value = false < true } //= true
    var $lists { value = [1, 3] > [1, 2] } //= true
    var $longer_list { value = [1] < [0, 0] } //= true
    var $list_over_number { value = [] > 100 } //= true
  }

  response = $var
}
---
function "both sides are evaluated from left to right" {
  stack {
    var $a { value = ($missing) > (1 / 0) } //! Unable to locate var: missing
  }

  response = $a
}
---
function "comparisons chain with the words of logic" {
  stack {
    var $n { value = 5 }
    var $between { value = $n >= 1 && $n <= 5 } //= true
    var $outside { value = $n < 1 || $n > 5 } //= false
    var $of_sums { value = $n + 1 > $n - 1 } //= true
    var $of_filtered { value = [1, 2]|count == "ab"|strlen } //= true
  }

  response = $var
}
