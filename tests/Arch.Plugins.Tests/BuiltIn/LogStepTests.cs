using System.Text;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;

namespace Arch.Plugins.Tests.BuiltIn;

public sealed class LogStepTests
{
    [Theory]
    [InlineData("""{"message":"hi"}""", StepLogLevel.Info, "hi")]
    [InlineData("""{"message":"hi","level":"warning"}""", StepLogLevel.Warning, "hi")]
    [InlineData("""{"message":"hi","data":{"a":[1,"é"]}}""", StepLogLevel.Info, "hi {\"a\":[1,\"é\"]}")]
    [InlineData("""{"message":"hi","data":null}""", StepLogLevel.Info, "hi")]
    public async Task RunAsync_Message_IsLogged(string json, StepLogLevel level, string line)
    {
        using var catalog = PluginCatalog.Open([], CoreSteps.All);
        var context = RunnerCalls.Context();

        var output = await catalog.FindRunner("core.log", 1).RunAsync(Encoding.UTF8.GetBytes(json), context, TestContext.Current.CancellationToken);

        context.Lines.ShouldBe([(level, line)]);
        Encoding.UTF8.GetString(output.Span).ShouldBe("{}");
    }
}
