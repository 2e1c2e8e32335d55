// Well placed: above a construct,
// with several lines.
function "good" {
  input {
    // above an input
    int a

    // above one with a block
    object b {
      schema {
        // above a part of it
        int c
      }
    }
  }

  stack {
    // above an item
    foreach ([1]) {
      each as $x {
        // above the first item
        debug.log {
          value = "// no comment"
        }
      }
    }
  }

  response = $input
}
---
// apart //? header-comment-gap no blank line between a comment and the `function`

function "placed" { // behind //? trailing-comment no comment behind code
  // above a part, the first one //? comment-place above `input`
  input {
    int a // behind //? trailing-comment xsrun fmt
    // last //? comment-before-brace before a `}`
  }

  // above a later part //? comment-place above `stack`
  stack {
    debug.log {
      // above a property //? comment-place above `value`
      value = {
        // in an object //? comment-in-value inside of a value
        a: [
          1
          // in a list //? comment-in-value
        ]
        // at the end //? comment-in-value
      }
      // below a property //? comment-before-brace
    }

    conditional {
      // above a branch //? comment-place above `if`
      if ($input.a == 1
        // in a condition //? comment-in-value
        || $input.a == 2) {
        // in an empty stack //? comment-before-brace
      }
    }
  }

  response = 1
}
// at the end
