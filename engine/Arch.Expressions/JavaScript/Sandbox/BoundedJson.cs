using Jint.Native;
using Jint.Runtime;

namespace Arch.Expressions.JavaScript.Sandbox;

/// <summary>Replaces <c>JSON.stringify</c>, and bounds the text that <c>JSON.parse</c> reads.</summary>
internal static class BoundedJson
{
    public static void Install(Guard guard)
    {
        var json = guard.Find("JSON");
        guard.Define(
            json,
            "stringify",
            (_, arguments) => new JsonText(guard, At(arguments, 1), At(arguments, 2)).Write(At(arguments, 0)));
        guard.Replace(json, "parse", (original, self, arguments) =>
        {
            var text = TypeConverter.ToString(At(arguments, 0));
            if (text.Length > SandboxLimits.MaxText)
            {
                throw guard.TooLarge(
                    $"A JSON text of {text.Length} characters is too long; at most {SandboxLimits.MaxText}");
            }

            // Small values cost the engine far more than their text; what they may come to is told beforehand.
            var values = 1;
            foreach (var character in text)
            {
                values += character is ',' or '[' or '{' ? 1 : 0;
            }

            return values <= SandboxLimits.MaxArray * 2
                ? guard.Engine.Call(original, self, [text, .. arguments.Skip(1)])
                : throw guard.TooLarge(
                    $"A JSON text of {values} values is too large; at most {SandboxLimits.MaxArray * 2}");
        });
    }

    private static JsValue At(JsValue[] arguments, int index) =>
        index < arguments.Length ? arguments[index] : JsValue.Undefined;
}
