using Arch.Host.Tests.Support;

namespace Arch.Host.Tests.Commands;

public sealed class PluginsCommandTests
{
    [Fact]
    public async Task List_ShippedPlugins_ShowsTheirStepTypes()
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "list", "--output", "json");

        result.ExitCode.ShouldBe(0, result.ToString());
        var steps = result.Json.EnumerateArray()
            .SelectMany(plugin => plugin.GetProperty("steps").EnumerateArray())
            .Select(step => step.GetProperty("type").GetString());
        steps.ShouldBeSubsetOf(steps.Distinct());
        foreach (var expected in new[] { "core.log", "http.request", "file.read", "file.write", "csv.parse", "json.format" })
        {
            steps.ShouldContain(expected);
        }
    }

    [Fact]
    public async Task List_BrokenPlugin_SaysWhyAndHarmsNothingElse()
    {
        using var project = new TempProject().With("plugins/broken/broken.dll", "no program");

        var result = await project.RunAsync("plugins", "list");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("broken  (cannot be used)");
        result.Output.ShouldContain("ARCH40");
        result.Output.ShouldContain("http.request@1");
    }

    [Fact]
    public async Task Describe_HttpRequest_ShowsInputsAndOutputs()
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "describe", "http.request");

        result.ExitCode.ShouldBe(0, result.ToString());
        result.Output.ShouldContain("http.request@1 (arch.http ");
        result.Output.ShouldContain("  url: string, required");
        result.Output.ShouldContain("  status: integer");
    }

    [Theory]
    [InlineData("http.reqest", "ARCH6006 No plugin offers the step type 'http.reqest'. Did you mean 'http.request'?\n")]
    [InlineData("http.request@x", "ARCH6001 'http.request@x' is no step type: after '@' comes a major version, as in 'http.request@1'.\n")]
    public async Task Describe_Unknown_ExitsWith2(string type, string error)
    {
        using var project = new TempProject();

        var result = await project.RunAsync("plugins", "describe", type);

        result.ShouldBe(new ArchResult(2, "", error));
    }

    [Fact]
    public async Task Schema_Plugins_HoldsTheirInputs()
    {
        using var project = new TempProject();

        var result = await project.RunAsync("schema");

        result.Json.GetProperty("$schema").GetString().ShouldBe("https://json-schema.org/draft/2020-12/schema");
        result.Output.ShouldContain("http.request@1");
        result.Output.ShouldContain("follow_redirects");
    }
}
