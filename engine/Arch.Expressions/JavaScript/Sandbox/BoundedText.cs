using Jint;

namespace Arch.Expressions.JavaScript.Sandbox;

internal static class BoundedText
{
    public static void Install(Engine engine)
    {
        _ = engine;
    }
}
