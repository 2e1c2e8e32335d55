function "merge_sorted" {
  input {
    json left
    json right
    text by
  }

  stack {
    var $left { value = $input.left }
    var $right { value = $input.right }
    var $merged { value = [] }

    while (($left|count) > 0 && ($right|count) > 0) {
      each {
        conditional {
          if (($left[0]|get:$input.by) <= ($right[0]|get:$input.by)) {
            array.shift $left as $next
          }
          else {
            array.shift $right as $next
          }
        }

        array.push $merged { value = $next }
      }
    }
  }

  // One of both is empty now
  response = $merged|merge:$left|merge:$right
}
