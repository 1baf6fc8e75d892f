using Arch.Workflows.Tests.Support;

namespace Arch.Workflows.Tests.Compiling;

/// <summary>Inputs that are code.</summary>
public sealed class LiteralTests
{
    [Theory]
    [InlineData("- {id: a, uses: sql.query@1, with: {sql: \"select * from t where id = ${{ inputs.count }}\"}}")]
    [InlineData("- {id: a, uses: sql.query@1, with: {sql: \"${{ inputs.name }}\"}}")]
    public void Compile_CodeWithAnExpression_IsRefused(string step)
    {
        var diagnostic = Compile.Steps(step).Diagnostics.ShouldHaveSingleItem();

        diagnostic.Code.ShouldBe("ARCH2301");
        diagnostic.Message.ShouldBe("Input 'sql' of step type 'sql.query' is code: '${{ }}' in it would turn data into code.");
        diagnostic.Remedy.ShouldBe("Give the data by another input, such as 'parameters' or 'env', and use its name in the code.");
    }

    [Fact]
    public void Compile_CodeWithParameters_IsRight() =>
        Compile.Steps("- {id: a, uses: sql.query@1, with: {sql: select * from t where id = @id, parameters: {id: \"${{ inputs.count }}\"}}}")
            .HasErrors.ShouldBeFalse();
}
