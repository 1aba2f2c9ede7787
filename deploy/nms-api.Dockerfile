# nms-api. Build from the project's root:
#   docker build -f deploy/nms-api.Dockerfile -t bonghwa/nms-api .
FROM eclipse-temurin:25-jdk AS build
WORKDIR /src
COPY . .
RUN ./mvnw -B -q -Dquick -DskipTests -pl nms-api -am package
# Netty's libraries for this system, so that nothing has to be unpacked, and run, at start.
RUN mkdir native && cd native && for jar in ../nms-api/target/lib/netty-*linux*.jar; do jar xf "$jar" META-INF/native; done

FROM eclipse-temurin:25-jre
RUN useradd --system --uid 10001 --no-create-home bonghwa
COPY --from=build /src/nms-api/target/nms-api.jar /app/
COPY --from=build /src/nms-api/target/lib /app/lib
COPY --from=build /src/native/META-INF/native /app/native
USER 10001
EXPOSE 8080
STOPSIGNAL SIGTERM
# The exec form: a shell in between would keep SIGTERM from the program.
ENTRYPOINT ["java", "-XX:+UseSerialGC", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", \
  "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", \
  "-Djava.library.path=/app/native", "-cp", "/app/nms-api.jar:/app/lib/*", "dev.bonghwa.nms.NmsApi"]
