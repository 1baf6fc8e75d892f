using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Checking;

/// <summary>A message about the form of a value tells what to write instead, where that can be told.</summary>
public sealed class RemedyTests
{
    [Theory]
    [InlineData("inputs: {n: date}", "Input 'n' must be a type such as {type: string}, but is \"date\" (a string). Write {type: date}.")]
    [InlineData("inputs: {n: {type: bool}}", "'type' of input 'n' must be one of 'string', 'integer', 'number', 'boolean', 'date', 'datetime', 'duration', 'file', 'array', 'object', 'any', 'secret', but is \"bool\" (a string). Did you mean 'boolean'?")]
    [InlineData("inputs: {n: {type: integer, default: \"5\"}}", "'default' of input 'n' must be an integer, but is \"5\" (a string). Write 5 without quotes.")]
    [InlineData("inputs: {n: {type: integer, min: 2, max: 1}}", "'min' of input 'n' is 2, which is greater than its 'max', 1. Nothing would fit; swap them, or take one away.")]
    [InlineData("vars: {n: {type: string, enum: red}}", "'enum' of variable 'n' must be a list that is not empty, but is \"red\" (a string). Write [red].")]
    [InlineData("triggers: [{every: 5m}]", "'triggers' of the workflow must be a mapping of triggers, but is a list. Give each trigger its own key instead of '- '.")]
    [InlineData("triggers: {n: {cron: '0 2 * * *'}}", "Trigger 'n' has the unknown key 'cron'. A cron schedule is 'schedule'.")]
    [InlineData("triggers: {n: {webhook: orders}}", "'webhook' of trigger 'n' must be a path that begins with '/', but is \"orders\" (a string). Did you mean '/orders'?")]
    [InlineData("checks: [{when: 1 > 2, text: x, message: y}]", "An item of 'checks' of the workflow has the unknown key 'text'. Its keys are when, message, level.")]
    [InlineData("timeout: 5 minutes", "'timeout' of the workflow must be a duration such as 250ms, 10s, 5m, 2h, 1d or 1h30m, and more than 0, but is \"5 minutes\" (a string). Did you mean '5m'?")]
    [InlineData("catch: {do: [{id: c, emit: x}]}", "'catch' of the workflow must be a list that is not empty, but is a mapping. Begin each item with '- '.")]
    public void Compile_ValueOfTheWrongFormInTheWorkflow_TellsWhatToWrite(string key, string expected) =>
        Said($"arch: 1\nid: t\nnamespace: tests\n{key}\nsteps: [{{id: a, emit: x}}]\n").ShouldBe([expected]);

    [Theory]
    [InlineData("- {id: Send-Mail, emit: x}", "'id' of a step must be a name of lower-case letters, digits and '_' that begins with a letter, but is \"Send-Mail\" (a string). Did you mean 'send_mail'?")]
    [InlineData("- {id: b, uses: crm.upsert, with: {}}", "'uses' of step 'b' must be a step type with its major version such as http.request@1, or an action's path such as ./actions/notify, but is \"crm.upsert\" (a string). Did you mean 'crm.upsert@1'?")]
    [InlineData("- {id: b, emit: x, retry: 3}", "'retry' of step 'b' must be a mapping, but is 3 (a number). Its keys are attempts, delay, backoff, max_delay, jitter, within, when.")]
    [InlineData("- {id: b, emit: x, disabled: 'true'}", "'disabled' of step 'b' must be true or false, but is \"true\" (a string). Write true without quotes.")]
    [InlineData("- {id: b, wait: 5m}", "'wait' of step 'b' must be a mapping with one of 'for', 'until', 'event', 'signal', 'any', 'all', but is \"5m\" (a string). Write {for: 5m}.")]
    [InlineData("- {id: b, wait: {for: 5m, until: now()}}", "'wait' of step 'b' has the verbs 'for' and 'until', but exactly one is allowed. Keep one of them.")]
    [InlineData("- {id: b, if: 1 < 2, then: {id: c, emit: x}}", "'then' of step 'b' must be a list of steps, but is a mapping. Begin each step with '- ' and give it an 'id'.")]
    [InlineData("- {id: b, parallel: [{id: c, emit: x}]}", "'parallel' of step 'b' must be a mapping of branches, but is a list. Give each branch its own key instead of '- '.")]
    [InlineData("- {id: b, graph: [{id: c, emit: x}, {id: d, emit: x, needs: c}]}", "'needs' of step 'd' must be a list that is not empty or a mapping of steps, but is \"c\" (a string). Write [c].")]
    [InlineData("- {id: b, emit: x, data: '${{ process.env }}'}", "'process' is not known here. Expressions see the run's data and nothing else: inputs, run, secrets, steps, trigger, vars, workflow.")]
    [InlineData("- {id: b, script: 'return await x'}", "The script is not JavaScript: await is only valid in async functions and the top level bodies of modules. Nothing in it can wait. What takes time is a step; steps run one after the other.")]
    [InlineData("- {id: b, uses: no.such@1, with: {}}", "Step 'b' uses unknown step type 'no.such'. Put the plugin that offers it into the plugin folder; 'arch plugins list' shows what is there.")]
    public void Compile_ValueOfTheWrongFormInAStep_TellsWhatToWrite(string step, string expected) =>
        Said($"arch: 1\nid: t\nnamespace: tests\nsteps:\n  {step}\n").ShouldBe([expected]);

    [Fact]
    public void Compile_ExpressionThatIsNotClosed_SaysNothingAboutTheTypeItWouldHave() =>
        Said("arch: 1\nid: t\nnamespace: tests\nsteps:\n  - {id: b, uses: crm.upsert@1, with: {contacts: '${{ 1 }'}}\n")
            .ShouldBe(["This '${{' has no '}}'. Close the expression with '}}', or write '$${{' for the characters themselves."]);

    private static IEnumerable<string> Said(string text) => Compile.Text(text).Diagnostics
        .Select(diagnostic => diagnostic.Remedy is null ? diagnostic.Message : $"{diagnostic.Message} {diagnostic.Remedy}");
}
