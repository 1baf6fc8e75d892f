using System.Text;
using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;

namespace Arch.Plugins.Tests.BuiltIn;

public sealed class LogStepTests
{
    [Theory]
    [InlineData("""{"message":"hi"}""", PluginLogLevel.Info, "hi")]
    [InlineData("""{"message":"hi","level":"warning"}""", PluginLogLevel.Warning, "hi")]
    [InlineData("""{"message":"hi","data":{"a":[1,"é"]}}""", PluginLogLevel.Info, "hi {\"a\":[1,\"é\"]}")]
    [InlineData("""{"message":"hi","data":null}""", PluginLogLevel.Info, "hi")]
    [InlineData("""{"message":"hi","level":null}""", PluginLogLevel.Info, "hi")]
    public async Task RunAsync_Message_IsLogged(string json, PluginLogLevel level, string line)
    {
        using var catalog = PluginCatalog.Open([], CoreSteps.All);
        using var context = RunnerCalls.Context();

        var output = await catalog.FindRunner("core.log", 1).RunAsync(Encoding.UTF8.GetBytes(json), context, TestContext.Current.CancellationToken);

        context.Lines.ShouldBe([(level, line)]);
        Encoding.UTF8.GetString(output.Span).ShouldBe("{}");
    }

    [Theory]
    [InlineData("", "The input 'message' is missing; it must be a string.")]
    [InlineData("""{"message":7}""", "The input 'message' must be a string, but is 7 (a number).")]
    [InlineData("""{"message":"hi","mesage":"x"}""", "The input 'mesage' is unknown. Did you mean 'message'?")]
    [InlineData("""{"message":"hi","level":"loud"}""", "The input 'level' must be one of \"debug\", \"info\", \"warning\", \"error\", but is \"loud\" (a string).")]
    public async Task RunAsync_WrongInputs_Fails(string json, string finding)
    {
        using var catalog = PluginCatalog.Open([], CoreSteps.All);
        using var context = RunnerCalls.Context();

        var failure = await Should.ThrowAsync<StepException>(async () => await catalog.FindRunner("core.log", 1)
            .RunAsync(Encoding.UTF8.GetBytes(json), context, TestContext.Current.CancellationToken));

        failure.Code.ShouldBe("ARCH4101");
        failure.Message.ShouldBe($"The inputs of 'core.log' do not fit its declaration. {finding}");
        context.Lines.ShouldBeEmpty();
    }
}
