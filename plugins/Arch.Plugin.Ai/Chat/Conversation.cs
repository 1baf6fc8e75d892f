using System.ClientModel;
using System.Text;
using System.Text.Json;
using Arch.Plugin.Ai.Connecting;
using Arch.Sdk;
using Microsoft.Extensions.AI;
using OpenAI.Chat;
using ChatFinishReason = Microsoft.Extensions.AI.ChatFinishReason;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace Arch.Plugin.Ai.Chat;

/// <summary>Asks a model, once or more, within one time limit and one budget. The answer is streamed, so that one sees it go on.</summary>
internal sealed class Conversation(ModelInput input, PluginContext context, CancellationToken cancellationToken) : IDisposable
{
    private const int MaxCharacters = 16 * 1024 * 1024;

    // About as many characters as a token has in English; for progress alone.
    private const int CharactersPerToken = 4;

    private readonly IChatClient _client = Endpoint.Chat(input, context);
    private readonly CancellationTokenSource _timeout = new(input.Timeout, context.Time);
    private long _inputTokens;
    private long _outputTokens;
    private long _totalTokens;

    /// <summary>Gets what is given each piece of text as it comes.</summary>
    public Action<string>? OnText { get; init; }

    /// <summary>Gets what is told how far the answer is, 0 to 1, and in words.</summary>
    public Action<double, string>? OnProgress { get; init; }

    public Usage Usage => new() { InputTokens = _inputTokens, OutputTokens = _outputTokens, TotalTokens = _totalTokens };

    public async Task<Answer> AskAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options)
    {
        if (_totalTokens >= input.MaxTotalTokens)
        {
            throw AiFailures.Budget(input, _totalTokens);
        }

        options.Temperature = (float?)input.Temperature;
        options.Seed = input.Seed;
        options.MaxOutputTokens = (int?)Math.Min(input.MaxTokens ?? int.MaxValue, (input.MaxTotalTokens - _totalTokens) ?? int.MaxValue);
        if (options.MaxOutputTokens == int.MaxValue)
        {
            options.MaxOutputTokens = null;
        }

        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _timeout.Token);
        try
        {
            return ToAnswer(await ReadAsync(messages, options, either.Token).ConfigureAwait(false));
        }
        catch (Exception e) when (_timeout.IsCancellationRequested && !cancellationToken.IsCancellationRequested && e is not StepException)
        {
            throw AiFailures.Timeout(input);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw AiFailures.Timeout(input); // the client's own limit, which is the same
        }
        catch (Exception e) when (e is ClientResultException or IOException or HttpRequestException or JsonException
            or FormatException or InvalidOperationException or ArgumentException or NotSupportedException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            throw AiFailures.Describe(e, input, context.Time);
        }
    }

    public void Dispose()
    {
        _client.Dispose();
        _timeout.Dispose();
    }

    private async Task<ChatResponse> ReadAsync(IReadOnlyList<ChatMessage> messages, ChatOptions options, CancellationToken either)
    {
        var updates = new List<ChatResponseUpdate>();
        var log = input.StreamLog ? new LineLog(context.Log) : null;
        var refusal = new StringBuilder();
        var characters = 0L;
        await foreach (var update in _client.GetStreamingResponseAsync(messages, options, either).ConfigureAwait(false))
        {
            updates.Add(update);

            // The general client drops what a stream says in refusal.
            refusal.Append((update.RawRepresentation as StreamingChatCompletionUpdate)?.RefusalUpdate);
            var text = update.Text;
            if (text.Length == 0)
            {
                continue;
            }

            characters += text.Length;
            if (characters + refusal.Length > MaxCharacters)
            {
                throw AiFailures.Answer(input, $"it has more than {MaxCharacters} characters");
            }

            log?.Append(text);
            OnText?.Invoke(text);
            var expected = options.MaxOutputTokens is { } tokens ? (double)tokens * CharactersPerToken : double.PositiveInfinity;
            OnProgress?.Invoke(Math.Min(0.99, characters / expected), $"{characters} characters so far");
        }

        log?.Flush();
        return refusal.Length == 0
            ? updates.ToChatResponse()
            : throw new StepException("ai_refusal", $"The model '{input.Model}' refused to answer: {refusal.ToString().TrimEnd('.')}.");
    }

    private Answer ToAnswer(ChatResponse response)
    {
        _inputTokens += response.Usage?.InputTokenCount ?? 0;
        _outputTokens += response.Usage?.OutputTokenCount ?? 0;
        _totalTokens += response.Usage?.TotalTokenCount ?? 0;
        if (response.FinishReason == ChatFinishReason.ContentFilter)
        {
            throw new StepException("ai_content_filter", $"The server's filter ended the answer of the model '{input.Model}'.");
        }

        return response.FinishReason is { } reason
            ? new Answer(response.Text, reason.Value, response.ModelId ?? input.Model)
            {
                Calls = [.. response.Messages.SelectMany(message => message.Contents).OfType<FunctionCallContent>()],
            }
            : throw new StepException("ai_connection", $"The answer of the model '{input.Model}' broke off.") { Retryable = true };
    }
}
