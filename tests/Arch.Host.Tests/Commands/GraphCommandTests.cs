using System.Xml.Linq;
using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class GraphCommandTests
{
    [Fact]
    public async Task Graph_NoFormat_IsMermaid()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("graph", "greet.yaml");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldStartWith("flowchart TD\n");
        result.Output.ShouldContain("n_start --> s_say\n");
        result.Errors.ShouldBeEmpty();
    }

    [Fact]
    public async Task Graph_DataAsSvg_IsAPicture()
    {
        using var project = new TempProject().With("greet.yaml", Workflows.Greet);

        var result = await project.RunAsync("graph", "greet.yaml", "--format", "svg", "--data");

        result.ExitCode.ShouldBe(0, result.ToString());
        XDocument.Parse(result.Output).ToString().ShouldContain("→ with.message");
    }

    [Fact]
    public async Task Graph_UnknownStepType_IsDrawnAllTheSame()
    {
        using var project = new TempProject().With("flow.yaml", "arch: 1\nid: f\nnamespace: test\nsteps:\n  - {id: a, uses: some.thing@1}\n");

        var result = await project.RunAsync("graph", "flow.yaml", "--format", "dot");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("s_a [label=\"a\\nsome.thing@1\"];");
    }

    [Fact]
    public async Task Graph_BrokenStructure_TellsWhatIsWrong()
    {
        using var project = new TempProject().With("flow.yaml", "arch: 1\nid: f\nnamespace: test\nsteps:\n  - {id: a, uses: core.log@1, call: x.y}\n");

        var result = await project.RunAsync("graph", "flow.yaml");

        result.ExitCode.ShouldBe(2, result.ToString());
        result.Output.ShouldBeEmpty();
        result.Errors.ShouldStartWith("flow.yaml:5:");
        result.Errors.ShouldContain("ARCH1001");
    }
}
