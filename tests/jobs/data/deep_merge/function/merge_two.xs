function "merge_two" {
  input {
    json base
    json over
    bool join_lists
  }

  stack {
    conditional {
      if (($input.base|is_array) && ($input.over|is_array) && $input.join_lists) {
        return { value = $input.base|merge:$input.over|unique }
      }
    }

    conditional {
      if (!($input.base|is_object) || !($input.over|is_object)) {
        return { value = $input.over }
      }
    }

    var $merged { value = $input.base }

    foreach ($input.over|keys) {
      each as $key {
        conditional {
          // null takes a setting away
          if ($input.over[$key] === null) {
            var.update $merged { value = $merged|unset:$key }
          }
          elseif ($merged|has:$key) {
            function.run "merge_two" {
              input = { base: $merged[$key], over: $input.over[$key], join_lists: $input.join_lists }
            } as $below

            var.update $merged[$key] { value = $below }
          }
          else {
            var.update $merged[$key] { value = $input.over[$key] }
          }
        }
      }
    }
  }

  response = $merged
}
