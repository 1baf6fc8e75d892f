using System.Text.Json;
using Arch.Plugin.Ai.Chat;
using Arch.Plugin.Testing;
using Arch.Plugin.Testing.ScriptedModel;

namespace Arch.Plugin.Ai.Tests;

public sealed class AiStepTests : IDisposable
{
    private const string Key = "sk-very-secret";

    private static readonly JsonElement TotalSchema = JsonElement.Parse(
        """{"type":"object","properties":{"total":{"type":"number"}},"required":["total"],"additionalProperties":false}""");

    private readonly StepBench _bench = new(typeof(ChatStep).Assembly);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Chat_Prompt_StreamsAndGivesTextAndUsage()
    {
        await using var model = await ScriptedModelServer.StartAsync(ScriptedAnswer.Text("Hello\nwo", "rld"));

        var output = await _bench.RunAsync(
            "ai.chat",
            new { base_url = model.BaseUrl, api_key = Key, model = "m", system = "Be short.", prompt = "Hi", temperature = 0.5, max_tokens = 100, seed = 7, stop = List("END"), stream_log = true },
            Token);

        output.GetRawText().ShouldBe(
            """{"text":"Hello\nworld","finish_reason":"stop","model":"scripted-1","usage":{"input_tokens":10,"output_tokens":5,"total_tokens":15}}""");
        var request = model.Requests.ShouldHaveSingleItem();
        request.Path.ShouldBe("/v1/chat/completions");
        request.Headers["Authorization"].ShouldBe("Bearer " + Key);
        request.Body.GetProperty("messages").GetRawText().ShouldBe("""[{"role":"system","content":"Be short."},{"role":"user","content":"Hi"}]""");
        request.Body.GetProperty("stream").GetBoolean().ShouldBeTrue();
        request.Body.GetProperty("seed").GetInt64().ShouldBe(7);
        request.Body.GetProperty("temperature").GetDouble().ShouldBe(0.5);
        request.Body.GetProperty("max_completion_tokens").GetInt32().ShouldBe(100);
        request.Body.GetProperty("stop").GetRawText().ShouldBe("""["END"]""");
        _bench.Context.Lines.Select(line => line.Message).ShouldBe(["Hello", "world"]);
        _bench.Context.Progress.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData(429, "rate_limit_exceeded", "ai_rate_limited", true)]
    [InlineData(429, "insufficient_quota", "ai_quota", false)]
    [InlineData(503, "overloaded", "ai_overloaded", true)]
    [InlineData(400, "context_length_exceeded", "ai_context_length", false)]
    [InlineData(400, "content_filter", "ai_content_filter", false)]
    [InlineData(401, "invalid_api_key", "ai_access", false)]
    [InlineData(400, "invalid_request", "ai_bad_request", false)]
    public async Task Chat_ErrorStatus_HasItsCodeAndNeverTheKey(int status, string serverCode, string code, bool retryable)
    {
        var error = ScriptedAnswer.Error(status, serverCode, $"No for {Key}.") with { Headers = new Dictionary<string, string> { ["Retry-After"] = "12" } };
        await using var model = await ScriptedModelServer.StartAsync(error);

        var failure = await _bench.FailAsync("ai.chat", new { base_url = model.BaseUrl, api_key = Key, model = "m", prompt = "Hi" }, Token);

        (failure.Code, failure.Retryable, failure.Status).ShouldBe((code, retryable, status));
        failure.Message.ShouldBe($"The model 'm' refused the request with status {status}: No for ***.");
        failure.RetryAfter.ShouldBe(retryable ? TimeSpan.FromSeconds(12) : null);
        model.Requests.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Chat_Refusal_IsAFailure()
    {
        await using var model = await ScriptedModelServer.StartAsync(new ScriptedAnswer { Refusal = "I will not." });

        var failure = await _bench.FailAsync("ai.chat", new { base_url = model.BaseUrl, model = "m", prompt = "Hi" }, Token);

        (failure.Code, failure.Message).ShouldBe(("ai_refusal", "The model 'm' refused to answer: I will not."));
    }

    [Fact]
    public async Task Chat_Cancelled_ServerSeesTheAbort()
    {
        await using var model = await ScriptedModelServer.StartAsync(ScriptedAnswer.Text("slow") with { Hangs = true });
        using var cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var running = _bench.RunAsync("ai.chat", new { base_url = model.BaseUrl, model = "m", prompt = "Hi" }, cancel.Token);
        var deadline = DateTime.UtcNow.AddSeconds(30);
        while (_bench.Context.Progress.Count == 0 && DateTime.UtcNow < deadline)
        {
            await Task.Yield();
        }

        await cancel.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(running);
        await model.Aborted.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task Extract_BadThenGood_IsRepairedOnce()
    {
        await using var model = await ScriptedModelServer.StartAsync(
            ScriptedAnswer.Text("""{"total":"x"}"""), ScriptedAnswer.Text("```json\n{\"total\":", "4.5}\n```"));

        var output = await _bench.RunAsync("ai.extract", new { base_url = model.BaseUrl, model = "m", text = "Sum: 4.5", schema = TotalSchema }, Token);

        output.GetProperty("data").GetRawText().ShouldBe("""{"total":4.5}""");
        output.GetProperty("usage").GetProperty("total_tokens").GetInt32().ShouldBe(30);
        var format = model.Requests[0].Body.GetProperty("response_format");
        format.GetProperty("type").GetString().ShouldBe("json_schema");
        format.GetProperty("json_schema").GetProperty("strict").GetBoolean().ShouldBeTrue();
        model.Requests[1].Body.GetProperty("messages")[3].GetProperty("content").GetString()!.ShouldContain("#/total: NumberExpected");
    }

    [Fact]
    public async Task Extract_NeverFits_FailsWithTheProblems()
    {
        await using var model = await ScriptedModelServer.StartAsync(ScriptedAnswer.Text("no"), ScriptedAnswer.Text("{}"));

        var failure = await _bench.FailAsync("ai.extract", new { base_url = model.BaseUrl, model = "m", text = "x", schema = TotalSchema }, Token);

        failure.Code.ShouldBe("ai_invalid_answer");
        failure.Message.ShouldBe("The answer of the model 'm' does not fit the schema after 2 requests: #/total: PropertyRequired.");
    }

    [Fact]
    public async Task Extract_BudgetUsedUp_SendsNoRepair()
    {
        await using var model = await ScriptedModelServer.StartAsync(ScriptedAnswer.Text("no"));

        var failure = await _bench.FailAsync(
            "ai.extract", new { base_url = model.BaseUrl, model = "m", text = "x", schema = TotalSchema, max_total_tokens = 15 }, Token);

        (failure.Code, model.Requests.Count).ShouldBe(("ai_token_budget", 1));
    }

    [Fact]
    public async Task Extract_SchemaRefersElsewhere_IsRefused()
    {
        var failure = await _bench.FailAsync(
            "ai.extract", new { base_url = "http://127.0.0.1:9/v1", model = "m", text = "x", schema = new Dictionary<string, string> { ["$ref"] = "file:///etc/passwd" } }, Token);

        failure.Message.ShouldBe("The input 'schema' refers to 'file:///etc/passwd'; it may refer to its own parts alone ('#/…').");
    }

    [Fact]
    public async Task Classify_OtherLabel_IsAskedAgain()
    {
        await using var model = await ScriptedModelServer.StartAsync(ScriptedAnswer.Text("""{"label":"other"}"""), ScriptedAnswer.Text("""{"label":"bug"}"""));

        var output = await _bench.RunAsync("ai.classify", new { base_url = model.BaseUrl, model = "m", text = "It crashes", labels = List("bug", "praise") }, Token);

        output.GetProperty("label").GetString().ShouldBe("bug");
    }

    [Fact]
    public async Task Embed_AnswersOutOfOrder_KeepsTheOrderOfTheTexts()
    {
        await using var model = await ScriptedModelServer.StartAsync(Vectors((1, [3, 4]), (0, [1, 2])), Vectors((0, [5, 6])));

        var output = await _bench.RunAsync("ai.embed", new { base_url = model.BaseUrl, model = "m", texts = List("a", "b", "c"), batch_size = 2 }, Token);

        output.GetProperty("vectors").GetRawText().ShouldBe("[[1,2],[3,4],[5,6]]");
        model.Requests.Select(request => request.Body.GetProperty("input").GetRawText()).ShouldBe(["""["a","b"]""", """["c"]"""]);
    }

    [Fact]
    public async Task Embed_OtherDimensions_IsAFailure()
    {
        await using var model = await ScriptedModelServer.StartAsync(Vectors((0, [1, 2])));

        var failure = await _bench.FailAsync("ai.embed", new { base_url = model.BaseUrl, model = "m", texts = List("a"), dimensions = 3 }, Token);

        failure.Message.ShouldBe("The model 'm' answered in a way that is not understood: the vector of text 0 has 2 dimensions, wanted were 3.");
    }

    private static string[] List(params string[] items) => items;

    private static ScriptedAnswer Vectors(params (int Index, float[] Vector)[] vectors) => new()
    {
        Body = JsonSerializer.Serialize(new
        {
            @object = "list",
            model = "scripted-1",
            data = vectors.Select(item => new
            {
                @object = "embedding",
                index = item.Index,
                embedding = Convert.ToBase64String(item.Vector.SelectMany(BitConverter.GetBytes).ToArray()),
            }),
            usage = new { prompt_tokens = 3, total_tokens = 3 },
        }),
    };
}
