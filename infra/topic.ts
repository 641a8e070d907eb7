import { names, settings } from "./stage.ts";

/** Where alarms are sent. Unencrypted, so that CloudWatch may publish without a key policy; alarms hold no readings. */
export const topic = new aws.sns.Topic("AlarmTopic", { name: names.topic });

if (settings.alarmEmail) {
  new aws.sns.TopicSubscription("AlarmEmail", { topic: topic.arn, protocol: "email", endpoint: settings.alarmEmail });
}
