run.job "Fill a template" {
  main = {
    name: "fill_template"
    input: {
      template: "Dear {{ user.name | upper }}, you owe {{ amount | money }} for {{ items.0 }}. {{ note }}"
      data: {
        user: { name: "Ada" }
        amount: 1234.5
        items: ["tea"]
      }
    }
  }
}
