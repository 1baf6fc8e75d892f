using Arch.Plugins.BuiltIn;
using Arch.Plugins.Tests.Support;
using Arch.Sdk;

namespace Arch.Plugins.Tests.Running;

public sealed class StepRunnerTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task RunAsync_AllKinds_ComeBackAsTheyWent()
    {
        const string Json =
            """{"name":"n","count":3,"ratio":1.5,"flag":true,"wait":"1h30m","at":"2026-11-23T09:30:00+00:00","day":"2026-11-23","bytes":"AQI=","level":"warning","tags":["a"],"map":{"K":1},"inner":{"depth_of":2},"any":{"X":[1]},"note":null}""";

        var output = await RunAsync<KindsStep>(Json);

        output.ShouldBe(Json);
    }

    [Theory]
    [InlineData("{}", "The input 'name'")]
    [InlineData("""{"name":7}""", "The input 'name'")]
    [InlineData("""{"name":"n","count":"3"}""", "The input 'count'")]
    [InlineData("""{"name":"n","count":1.5}""", "The input 'count'")]
    [InlineData("""{"name":"n","wait":"soon"}""", "The input 'wait'")]
    [InlineData("""{"name":"n","level":"loud"}""", "The input 'level'")]
    [InlineData("""{"name":"n","level":2}""", "The input 'level'")]
    [InlineData("""{"name":"n","tags":[1]}""", "The input 'tags[0]'")]
    [InlineData("""{"name":"n","tags":["a",null]}""", "The input 'tags[1]'")]
    [InlineData("""{"name":"n","inner":{"depth_of":"x"}}""", "The input 'inner.depth_of'")]
    [InlineData("""{"name":"n","cuont":1}""", "The input 'cuont' is unknown. Did you mean 'count'?")]
    [InlineData("""{"name":"n","Count":1}""", "The input 'Count' is unknown. Did you mean 'count'?")]
    [InlineData("""{"name":"n","name":"m"}""", "name")]
    [InlineData("[]", "They")]
    [InlineData("null", "null")]
    [InlineData("{", "They are not JSON")]
    public async Task RunAsync_InputThatDoesNotFit_NamesIt(string json, string words)
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<KindsStep>(json));

        (failure.Code, failure.Retryable).ShouldBe(("ARCH4101", false));
        failure.Message.ShouldContain("tests.step");
        failure.Message.ShouldContain(words);
    }

    [Fact]
    public async Task RunAsync_NullForWhatMayBeLeftOut_IsItsDefault()
    {
        var output = await RunAsync<KindsStep>("""{"name":"n","count":null,"tags":null}""");

        output.ShouldContain("\"count\":1,");
        output.ShouldContain("\"tags\":[]");
    }

    [Fact]
    public async Task RunAsync_SecretThatDoesNotFit_IsNotShown()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<SecretStep>("""{"key":"hunter2"}"""));

        failure.Code.ShouldBe("ARCH4101");
        failure.Message.ShouldNotContain("hunter2");
    }

    [Fact]
    public async Task RunAsync_StepThrows_IsWrapped()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<ThrowingStep>("{}"));

        (failure.Code, failure.Retryable).ShouldBe(("ARCH4110", false));
        failure.Message.ShouldBe("The step type 'tests.step' threw System.InvalidOperationException: oh no");
        failure.InnerException.ShouldBeOfType<InvalidOperationException>();
    }

    [Fact]
    public async Task RunAsync_StepThrowsStepException_ComesThroughAsItIs()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<DecliningStep>("{}"));

        (failure.Code, failure.Retryable, failure.Status).ShouldBe(("card_declined", true, 402));
    }

    [Fact]
    public async Task RunAsync_CancelledThoughTheTokenDidNotFire_IsWrapped()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<CancellingStep>("{}"));

        failure.Code.ShouldBe("ARCH4110");
    }

    [Fact]
    public async Task RunAsync_TokenFired_GoesThrough()
    {
        using var source = new CancellationTokenSource();
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => RunAsync<CancellingStep>("{}", source.Token));
    }

    [Fact]
    public async Task RunAsync_NullOutput_Fails()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<NullStep>("{}"));

        (failure.Code, failure.Message).ShouldBe(("ARCH4102", "The step type 'tests.step' returned null; it must return a Nothing."));
    }

    [Fact]
    public async Task RunAsync_OutputThatThrows_Fails()
    {
        var failure = await Should.ThrowAsync<StepException>(() => RunAsync<BadOutputStep>("{}"));

        failure.Code.ShouldBe("ARCH4102");
    }

    private static async Task<string> RunAsync<TStep>(string json, CancellationToken? token = null)
    {
        using var catalog = PluginCatalog.Open([], [BuiltInPart.OfClass(typeof(TStep))]);
        return await catalog.FindRunner("tests.step", 1).RunAsync(json, token ?? Token);
    }
}
