using System.Globalization;
using System.Text.RegularExpressions;
using Arch.Expressions.Language;
using Jint;
using Jint.Native;
using Jint.Native.Error;
using Jint.Native.Object;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Turns what an engine throws into typed failures, without running code of the script.</summary>
internal static class FailureTranslator
{
    private const int LongestText = 500;

    private const string LookForALoop = "Look for a loop that does not end, or move the work into a step.";

    private const string NothingToRead = "TypeError: Cannot read propert";

    public static Exception Translate(Exception failure, SandboxLimits limits, CancellationToken cancellation)
    {
        if (cancellation.IsCancellationRequested && failure is OperationCanceledException or ExecutionCanceledException)
        {
            return new OperationCanceledException("The evaluation was cancelled.", failure, cancellation);
        }

        return failure switch
        {
            JavaScriptException thrown => FromScript(thrown),
            PromiseRejectedException => new ExpressionException(
                "ARCH2401", "The text threw within a promise.", failure),
            RegexMatchTimeoutException => new ExpressionException(
                "ARCH2406",
                $"A regular expression took longer than {SandboxLimits.RegexTime.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms. "
                + "Avoid nested repetition such as (a+)+.",
                failure),
            // What was cancelled, but not with the session, was told to stop by the watchdog.
            TimeoutException or ExecutionCanceledException or OperationCanceledException => new ExpressionException(
                "ARCH2402",
                $"It ran longer than {limits.Time.TotalMilliseconds.ToString(CultureInfo.InvariantCulture)} ms. {LookForALoop}",
                failure),
            StatementsCountOverflowException => new ExpressionException(
                "ARCH2403",
                $"It executed more than {limits.Statements} statements. {LookForALoop}",
                failure),
            MemoryLimitExceededException when failure.Message.StartsWith("The array size", StringComparison.Ordinal) =>
                new ExpressionException(
                    "ARCH2404",
                    $"An array grew beyond {SandboxLimits.MaxArrayRoom} elements. Work on less data at a time, or move the "
                    + "work into a step.",
                    failure),
            MemoryLimitExceededException or OutOfMemoryException => Memory(limits, failure),
            RecursionDepthOverflowException or InsufficientExecutionStackException => new ExpressionException(
                "ARCH2405",
                $"Its functions call each other more than {SandboxLimits.MaxRecursion} deep. Write the recursion as a loop.",
                failure),
            _ => new ExpressionException("ARCH2401", $"The text failed: {Cut(failure.Message)}", failure),
        };
    }

    public static ExpressionException Memory(SandboxLimits limits, Exception? cause = null) => new(
        "ARCH2404",
        $"It used more than {limits.Memory / (1024 * 1024)} MiB of memory. Work on less data at a time, or move the work into a step.",
        cause);

    private static ExpressionException FromScript(JavaScriptException thrown)
    {
        var text = Describe(thrown.Error);
        var line = thrown.Location.Start.Line;
        var place = line > 1 ? string.Create(CultureInfo.InvariantCulture, $" (line {line})") : "";
        return text.StartsWith(NothingToRead, StringComparison.Ordinal)
            ? new ExpressionException("ARCH2409", $"{text}{place}. Write '?.' where the value may be missing.", thrown)
            : new ExpressionException("ARCH2401", $"{text}{place}", thrown);
    }

    private static string Describe(JsValue error) => error switch
    {
        ObjectInstance value => (Find(value, "name"), Find(value, "message")) switch
        {
            ({ } name, { Length: > 0 } message) => $"{name}: {message}",
            (null, { Length: > 0 } message) => message,
            ({ } name, _) => name,
            _ => "An object was thrown that is no error.",
        },
        JsString text => Cut(text),
        _ when error.IsSymbol() => "A symbol was thrown.",
        _ => Cut(error.ToString()),
    };

    // Reads data properties only: an accessor would run code outside of the limits.
    private static string? Find(ObjectInstance? value, string name)
    {
        for (var depth = 0; value is JsObject or ErrorInstance && depth < 8; depth++, value = value.Prototype)
        {
            var descriptor = value.GetOwnProperty(name);
            if (descriptor.IsDataDescriptor())
            {
                return descriptor.Value is JsString text ? Cut(text) : null;
            }

            if (descriptor.IsAccessorDescriptor())
            {
                return null;
            }
        }

        return null;
    }

    private static string Cut(JsString text) =>
        text.Length > SandboxLimits.MaxText ? $"(a text of {text.Length} characters)" : Cut(text.ToString());

    private static string Cut(string text) => text.Length > LongestText ? text[..LongestText] + "…" : text;
}
