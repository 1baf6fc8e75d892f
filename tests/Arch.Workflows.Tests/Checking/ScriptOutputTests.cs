using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Checking;

/// <summary>What a script returns is known to those who use it.</summary>
public sealed class ScriptOutputTests
{
    [Theory]
    [InlineData("steps.a.outputs.sum", null)]
    [InlineData("steps.a.outputs.summ", "ARCH2102 17:54")]
    [InlineData("steps.a.outputs.rows.length", null)]
    [InlineData("steps.a.outputs.rows[0].skuu", "ARCH2105 17:62")]
    [InlineData("steps.a.outputs.rows[0].twice + 1", null)]
    public void Outputs_of_a_script_are_checked(string expression, string? expected) => Compile.Errors(Compile.Steps(
        $$$"""
        - id: a
          script: |
            return { rows: items.map(item => ({ sku: item.sku, twice: item.qty * 2 })), sum: items.length };
          with: {items: "${{ inputs.items }}"}
        - {id: b, set: {label: "${{ String({{{expression}}}) }}"}}
        """)).ShouldBe(expected is null ? [] : [expected]);

    [Fact]
    public void Outputs_of_the_wrong_type_are_refused() => Compile.Errors(Compile.Steps(
        """
        - {id: a, script: "return { sum: 'many' };"}
        - {id: b, set: {total: "${{ steps.a.outputs.sum }}"}}
        """)).ShouldBe(["ARCH2110 14:26"]);

    [Fact]
    public void A_script_that_gives_no_object_is_refused() =>
        Compile.Errors(Compile.Steps("- {id: a, script: \"return 1;\"}")).ShouldBe(["ARCH2110 13:13"]);

    [Fact]
    public void Declared_outputs_win() => Compile.Errors(Compile.Steps(
        """
        - {id: a, script: "return { sum: 1 };", outputs: {sum: {type: integer}, more: {type: string, optional: true}}}
        - {id: b, set: {label: "${{ steps.a.outputs.more }}"}}
        """)).ShouldBeEmpty();
}
