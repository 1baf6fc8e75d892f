using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Arch.Expressions.Types;
using Arch.Plugins.Shapes;
using Arch.Sdk;

namespace Arch.Plugins.Running;

/// <summary>Reads the inputs, calls the step and writes its outputs. All that needs reflection is prepared.</summary>
internal sealed class StepRunner<TInput, TOutput> : IStepRunner
    where TInput : class
    where TOutput : class
{
    private static readonly ReadOnlyMemory<byte> EmptyObject = "{}"u8.ToArray();

    private readonly string _stepType;
    private readonly IStep<TInput, TOutput> _step;
    private readonly TypeShape _inputShape;
    private readonly InputCheck _check;
    private readonly JsonTypeInfo<TInput> _inputType;
    private readonly JsonTypeInfo<TOutput> _outputType;

    public StepRunner(string stepType, IStep<TInput, TOutput> step, RecordShape input, JsonSerializerOptions options)
    {
        _stepType = stepType;
        _step = step;
        _inputShape = input.Shape;
        _check = new InputCheck(stepType, input);
        _inputType = (JsonTypeInfo<TInput>)options.GetTypeInfo(typeof(TInput));
        _outputType = (JsonTypeInfo<TOutput>)options.GetTypeInfo(typeof(TOutput));
    }

    public async ValueTask<ReadOnlyMemory<byte>> RunAsync(
        ReadOnlyMemory<byte> inputUtf8, StepContext context, CancellationToken cancellationToken)
    {
        var input = Read(inputUtf8.IsEmpty ? EmptyObject : inputUtf8);
        TOutput output;
        try
        {
            output = await _step.RunAsync(input, context, cancellationToken).ConfigureAwait(false);
        }
        catch (StepException)
        {
            throw;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw;
        }
#pragma warning disable CA1031 // Whatever a plugin throws is a failure of the attempt, not of the host
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new StepException(
                "ARCH4110", $"The step type '{_stepType}' threw {e.GetType().FullName}: {e.Message}", e);
        }

        return Write(output);
    }

    private TInput Read(ReadOnlyMemory<byte> inputUtf8)
    {
        try
        {
            _check.Constraints(inputUtf8);
            return NotNull(JsonSerializer.Deserialize(inputUtf8.Span, _inputType));
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            return ReadWithoutNulls(inputUtf8, e);
        }
    }

    private TInput ReadWithoutNulls(ReadOnlyMemory<byte> inputUtf8, Exception cause)
    {
        try
        {
            return NullInputs.TakeOut(inputUtf8, _inputShape) is { } input
                ? NotNull(input.Deserialize(_inputType))
                : throw _check.Explain(inputUtf8, cause);
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw _check.Explain(inputUtf8, e);
        }
    }

    // An init accessor or a constructor of the record may throw anything.
    private static bool IsUnreadable(Exception e) => e is not StepException;

    private TInput NotNull(TInput? input) =>
        input ?? throw new StepException("ARCH4101", $"The inputs of '{_stepType}' are null; they must be an object.");

    private byte[] Write(TOutput? output)
    {
        if (output is null)
        {
            throw new StepException(
                "ARCH4102", $"The step type '{_stepType}' returned null; it must return a {typeof(TOutput).Name}.");
        }

        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(output, _outputType);
        }
#pragma warning disable CA1031 // A property of the plugin's record may throw anything
        catch (Exception e)
#pragma warning restore CA1031
        {
            throw new StepException(
                "ARCH4102", $"The outputs of the step type '{_stepType}' cannot be written as JSON: {e.Message}", e);
        }
    }
}
