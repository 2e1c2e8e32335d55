function "deep_merge" {
  input {
    json layers
    // Whether lists are put together; else the later one wins
    bool join_lists?
  }

  stack {
    var $merged { value = {} }

    foreach ($input.layers) {
      each as $layer {
        function.run "merge_two" {
          input = {
            base: $merged
            over: $layer
            join_lists: $input.join_lists ?? false
          }
        } as $merged
      }
    }
  }

  response = $merged
}
